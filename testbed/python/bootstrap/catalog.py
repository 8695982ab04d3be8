"""The service users, roles and catalog of a new cloud: python3 -m bootstrap.catalog CLOUD"""
import sys

from clouds import Cloud, url

SERVICES = (  # user, service name, type, address
    ('nova', 'nova', 'compute', '8774/v2.1'), ('glance', 'glance', 'image', '9292'),
    ('placement', 'placement', 'placement', '8778'), ('neutron', 'neutron', 'network', '9696'),
    ('cinder', 'cinderv3', 'volumev3', '8776/v3/%(project_id)s'))


def main(name):
    cloud = Cloud(name)

    def create(path, kind, **body):
        return cloud.post('identity', path, {kind: body})[kind]['id']

    project = create('/projects', 'project', name='service', domain_id='default')
    roles = (create('/roles', 'role', name='service'), cloud.get('identity', '/roles?name=admin')['roles'][0]['id'])
    for user_name, service_name, kind, address in SERVICES:
        user = create('/users', 'user', name=user_name, password='service', domain_id='default')
        for role in roles:
            cloud.put('identity', '/projects/%s/users/%s/roles/%s' % (project, user, role))
        service = create('/services', 'service', name=service_name, type=kind)
        for interface in ('public', 'internal', 'admin'):
            create('/endpoints', 'endpoint', service_id=service, interface=interface, region_id='RegionOne',
                   url=url(name, address))


main(sys.argv[1])
