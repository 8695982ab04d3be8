"""Fernet and credential keys, as keystone-manage makes them, but without the user and group that this wants."""
import base64
import os
import sys

for name in ('fernet', 'credential'):
    folder = os.path.join(sys.argv[1], name)
    if not os.path.isdir(folder):
        os.makedirs(folder, 0o700)
        for key in ('0', '1'):
            file = os.open(os.path.join(folder, key), os.O_WRONLY | os.O_CREAT, 0o600)
            os.write(file, base64.urlsafe_b64encode(os.urandom(32)))
            os.close(file)
