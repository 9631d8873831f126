"""Fakes that keep the promises of the ports; the same tests run on them and on AWS's adapters."""
