"""Waits until a cloud's services have reported, or its hypervisors are known:

python3 -m bootstrap.ready CLOUD services|hypervisors
"""
import sys
import time

import requests

from clouds import Cloud, Refused, wait_until

# A service that was halted counts as up until its last report is too old (nova.conf, report_interval 5 s):
# only a report from after this program's start shows that it runs.
NOVA = ('nova-compute', 'nova-conductor', 'nova-scheduler')
CINDER = ('cinder-scheduler', 'cinder-volume')


def connected(name):
    try:
        return Cloud(name)
    except (Refused, requests.RequestException):
        return None  # a wsgi server answers a little before its application does


def main(name, what):
    start = time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime())
    cloud = wait_until('Keystone of ' + name, lambda: connected(name))

    def fresh(service, binaries, count):
        try:
            services = cloud.list(service, '/os-services', 'services')
        except (Refused, requests.RequestException):
            return False
        return count <= sum(s['state'] == 'up' and s['binary'] in binaries and (s['updated_at'] or '') >= start
                            for s in services)

    def hypervisors():
        found = cloud.list('compute', '/os-hypervisors/detail', 'hypervisors')
        return fresh('compute', ('nova-compute',), 2) and sum(h['state'] == 'up' for h in found) == 2

    if what == 'services':
        wait_until('Nova of ' + name, lambda: fresh('compute', NOVA, 4))
        wait_until('Cinder of ' + name, lambda: fresh('volumev3', CINDER, 2))
        wait_until('compute nodes of ' + name,
                   lambda: len(cloud.list('placement', '/resource_providers', 'resource_providers')) == 2)
    else:
        wait_until('hypervisors of ' + name, hypervisors)


try:
    main(*sys.argv[1:])
except TimeoutError as error:
    sys.exit(str(error))
