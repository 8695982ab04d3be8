"""WSGI applications for gunicorn: Keystone and Placement would take gunicorn's command line for their own."""
import sys

sys.argv = sys.argv[:1]


def keystone():
    from keystone.server.wsgi import initialize_public_application
    return initialize_public_application()


def placement():
    from placement.wsgi import init_application
    return init_application()
