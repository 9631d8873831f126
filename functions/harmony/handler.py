"""HTTP for chords in words. This file only wires; what it does is in routes.py."""

from functions.harmony.routes import create_app
from functions.harmony.settings import HarmonySettings
from harmonia_aws.http import lambda_handler
from harmonia_aws.log import Log

settings = HarmonySettings.read()
handler = lambda_handler(create_app(Log()))
