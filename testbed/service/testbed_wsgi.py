"""WSGI applications for gunicorn: Keystone and Placement would take gunicorn's command line for their own."""
import sys

from oslo_log import log

sys.argv = sys.argv[:1]
# Threads serve here. oslo.log sees that some library has loaded eventlet, and would give logging a lock of eventlet's,
# which two threads that meet at it never get past: "greenlet.error: cannot switch to a different thread".
log._fix_eventlet_logging = lambda: None


def keystone():
    from keystone.server.wsgi import initialize_public_application
    return initialize_public_application()


def placement():
    from placement.wsgi import init_application
    return init_application()
