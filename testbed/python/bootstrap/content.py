"""What a cloud has at its start: flavors, an external and a shared network, an image: python3 -m bootstrap.content CLOUD"""
import random
import sys

from clouds import Cloud

FLAVORS = (('1', 'm1.tiny', 512, 1, 1), ('2', 'm1.small', 2048, 20, 1), ('3', 'm1.medium', 4096, 40, 2))
SEEDS = dict(source=1, target=2)  # equal names on both clouds, other bytes
IMAGE_BYTES = 20 << 20


def main(name):
    cloud = Cloud(name)

    def neutron(path, kind, **body):
        return cloud.post('network', path, {kind: body})[kind]['id']

    for id, flavor, ram, disk, vcpus in FLAVORS:
        cloud.post('compute', '/flavors', dict(flavor=dict(id=id, name=flavor, ram=ram, disk=disk, vcpus=vcpus)))
    public = neutron('/networks', 'network', name='public', **{
        'router:external': True, 'provider:network_type': 'flat', 'provider:physical_network': 'public'})
    neutron('/subnets', 'subnet', name='public-subnet', network_id=public, ip_version=4, cidr='203.0.113.0/24',
            gateway_ip='203.0.113.1', enable_dhcp=False, allocation_pools=[dict(start='203.0.113.10', end='203.0.113.200')])
    private = neutron('/networks', 'network', name='private', shared=True)
    subnet = neutron('/subnets', 'subnet', name='private-subnet', network_id=private, ip_version=4, cidr='10.0.0.0/24')
    router = neutron('/routers', 'router', name='router1', external_gateway_info=dict(network_id=public))
    cloud.put('network', '/routers/%s/add_router_interface' % router, dict(subnet_id=subnet))
    for default in cloud.list('volumev3', '/types', 'volume_types'):
        # without that, Cinder would put a volume into whichever backend is emptier
        cloud.post('volumev3', '/types/%s/extra_specs' % default['id'], dict(extra_specs=dict(volume_backend_name='disk')))
    cloud.post('volumev3', '/types', dict(volume_type=dict(name='shared', extra_specs=dict(volume_backend_name='shared'))))
    image = cloud.post('image', '/images', dict(name='cirros', disk_format='raw', container_format='bare', visibility='public'))
    cloud.call('PUT', 'image', '/images/%s/file' % image['id'], data=random.Random(SEEDS[name]).randbytes(IMAGE_BYTES),
               headers={'Content-Type': 'application/octet-stream'})


main(sys.argv[1])
