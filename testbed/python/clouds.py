"""The testbed's clouds over their plain REST APIs, as one user of one project sees them.

Neither the fixture nor the check goes through the plugin or through an OpenStack library: what they load and
what they find must not share a mistake with the code under test.
"""
import hashlib
import json
import os
import pathlib
import subprocess
import tempfile
import threading
import time

import requests

STATE = pathlib.Path(os.environ.get('TESTBED_STATE') or pathlib.Path(__file__).resolve().parent.parent / '.state')
FIRST_DIGIT = int(os.environ.get('TESTBED_PORTS') or 1)
CLOUDS = ('source', 'target')
VERSION_PATHS = {'network': '/v2.0', 'image': '/v2'}  # the catalog's addresses of these have no version
TIMEOUT_SECONDS = 120


def url(cloud, address):
    """The URL of `address`, a port without its first digit and maybe a path: '5000/v3'."""
    return 'http://127.0.0.1:%d%s' % (FIRST_DIGIT + CLOUDS.index(cloud), address)


class Refused(Exception):
    """A service answered with an error; `status` is its code."""

    def __init__(self, cloud, method, url, response):
        super().__init__('%s: %s %s -> %s %s' % (cloud, method, url, response.status_code, response.text[:600]))
        self.status = response.status_code


class Cloud:
    """One cloud, authenticated as one user in one project. May be shared by threads."""

    def __init__(self, name, user='admin', password='admin', project='admin'):
        self.name, self.user = name, user
        self._sessions = threading.local()
        answer = self._session().post(url(name, '5000/v3/auth/tokens'), timeout=TIMEOUT_SECONDS * patience(), json={'auth': {
            'identity': {'methods': ['password'], 'password': {'user': {
                'name': user, 'domain': {'id': 'default'}, 'password': password}}},
            'scope': {'project': {'name': project, 'domain': {'id': 'default'}}}}})
        if answer.status_code != 201:
            raise Refused(name, 'POST', '/auth/tokens as %s in %s' % (user, project), answer)
        token = answer.json()['token']
        self.user_id, self.project_id = token['user']['id'], token['project']['id']
        self._token = answer.headers['X-Subject-Token']
        self._roots = {service['type']: endpoint['url'].rstrip('/') + VERSION_PATHS.get(service['type'], '')
                       for service in token['catalog']
                       for endpoint in service['endpoints'] if endpoint['interface'] == 'public'}

    def _session(self):
        # a session is not made for use by several threads at once
        if not hasattr(self._sessions, 'session'):
            self._sessions.session = requests.Session()
            self._sessions.session.trust_env = False  # the clouds are on loopback: no proxy may come between
        return self._sessions.session

    def call(self, method, service, path, body=None, version=None, accept=(), **options):
        """Sends a request and returns the JSON of the answer (None without one).

        version: Nova's or Cinder's microversion. accept: error codes that mean the goal is reached already.
        """
        headers = {'X-Auth-Token': self._token, **options.pop('headers', {})}
        if version:
            headers['OpenStack-API-Version'] = '%s %s' % ('volume' if service == 'volumev3' else service, version)
        if body is not None:
            options['json'] = body
        url = path if path.startswith('http') else self._roots[service] + path
        answer = self._session().request(method, url, headers=headers, timeout=TIMEOUT_SECONDS * patience(),
                                         **options)
        if answer.status_code >= 400 and answer.status_code not in accept:
            raise Refused(self.name, method, url, answer)
        return answer.json() if answer.content and 'json' in answer.headers.get('Content-Type', '') else None

    def get(self, service, path, version=None):
        return self.call('GET', service, path, version=version)

    def has_trunks(self):
        return any(extension['alias'] == 'trunk' for extension in self.get('network', '/extensions')['extensions'])

    def post(self, service, path, body, version=None, accept=()):
        return self.call('POST', service, path, body, version, accept)

    def put(self, service, path, body=None, accept=()):
        return self.call('PUT', service, path, body, accept=accept)

    def delete(self, service, path):
        return self.call('DELETE', service, path, accept=(404,))

    def list(self, service, path, key, version=None):
        """Every element of a collection, page by page."""
        found = []
        while path:
            page = self.get(service, path, version)
            found += page[key]
            path = next((link['href'] for link in page.get(key + '_links', ()) if link['rel'] == 'next'), None)
            if service == 'image' and page.get('next'):
                path = page['next'].removeprefix('/v2')
        return found

    def cards(self, server_id):
        """MACs of a server's cards in the guest's order. No API tells it: addresses are grouped by network."""
        query = "SELECT network_info FROM instance_info_caches WHERE instance_uuid = '%s'" % server_id
        told = subprocess.run(['mariadb', '--no-defaults', '--socket=%s' % (STATE / 'run' / 'mariadb.sock'), '-uroot', '-N', '-B', '--raw',
                               self.name + '_nova', '-e', query], capture_output=True, text=True, check=True, timeout=TIMEOUT_SECONDS * patience())
        return [card['address'] for card in json.loads(told.stdout or '[]')]

    def disk(self, server_id):
        """The file that holds a server's disk, or None if there is none here."""
        path = STATE / self.name / 'instances' / server_id / 'disk'
        return path if path.exists() else None

    def volume_disk(self, volume_id):
        """The raw file that holds a volume, or None if there is none here, or it is not raw."""
        path = self._volume_file(volume_id)
        return None if path is None or is_qcow2(path) else path

    def volume_sha512(self, volume_id):
        """Of the content as its server reads it, or None if its file is not here. A volume that had a snapshot is qcow2."""
        path = self._volume_file(volume_id)
        if path is None or not is_qcow2(path):
            return path and sha512(path)
        with tempfile.NamedTemporaryFile(dir=path.parent) as raw:
            subprocess.run(['qemu-img', 'convert', '-U', '-O', 'raw', str(path), raw.name], check=True, timeout=TIMEOUT_SECONDS * patience())
            return sha512(raw.name)

    def _volume_file(self, volume_id):
        """After a snapshot of a volume Cinder's driver writes into another file, which the .info beside it names."""
        for backend in (STATE / self.name / 'volumes', STATE / 'shared'):
            for path in backend.glob('*/volume-' + volume_id + '.info'):
                return path.parent / json.loads(path.read_text())['active']
            for path in backend.glob('*/volume-' + volume_id):
                return path
        return None


def is_qcow2(path):
    with open(path, 'rb') as file:
        return file.read(4) == b'QFI\xfb'


def sha512(path):
    digest = hashlib.sha512()
    with open(path, 'rb') as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def patience():
    """By how much longer anything may take now: a machine that does other work at the same time is slower."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def wait_until(what, reached, seconds=120):
    """Polls `reached` until it returns something true, which is returned; TimeoutError after `seconds`."""
    seconds *= patience()
    end = time.monotonic() + seconds
    while True:
        value = reached()
        if value:
            return value
        if time.monotonic() > end:
            raise TimeoutError('%s: not so after %d s' % (what, seconds))
        time.sleep(0.5)
