"""Webhook subscriptions over HTTP."""
