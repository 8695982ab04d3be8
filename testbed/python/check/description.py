"""A project of one cloud: described(cloud, project) yields (kind, name, fields) for each of its objects."""
import hashlib
import re

from check import own_words, unmarked
from check.names import Names

# Of Keystone itself; anything else an operator has added
PROJECT_OWN = ('id', 'name', 'description', 'enabled', 'domain_id', 'parent_id', 'is_domain', 'tags', 'options', 'links')
USER_OWN = ('id', 'name', 'description', 'email', 'enabled', 'domain_id', 'default_project_id', 'password_expires_at', 'options', 'links')
SERVER_VERSION = '2.73'  # descriptions, tags, user data, lock reason; the flavor is given by name and value
ATTACHMENT_VERSION = '2.79'  # with what goes when its server does
FLAVOR_VERSION = '2.61'  # with description and extra specs
IMAGE_FIELDS = ('name', 'size', 'status', 'visibility', 'protected', 'disk_format', 'container_format', 'min_disk',
                'min_ram', 'os_hash_algo', 'os_hash_value', 'checksum', 'os_hidden')
# Set by Glance, or of one cloud only
IMAGE_OWN = IMAGE_FIELDS + ('id', 'owner', 'created_at', 'updated_at', 'self', 'file', 'schema', 'tags', 'locations',
                            'direct_url', 'stores', 'virtual_size', 'kernel_id', 'ramdisk_id', 'owner_specified')
# Written by Nova into a snapshot: of the source's server, and nothing that another cloud could use
SNAPSHOT_OWN = ('base_image_ref', 'instance_uuid', 'user_id', 'owner_id', 'user_name', 'owner_user_name', 'project_name',
                'owner_project_name', 'boot_roles', 'image_location', 'image_state', 'block_device_mapping', 'bdm_v2',
                'root_device_name')


def described(cloud, project_name):
    project = next(iter(cloud.list('identity', '/projects?name=' + project_name, 'projects')), None)
    if project is None:
        return
    names = Names(cloud)
    yield 'project', project_name, dict(pick(project, 'description', 'enabled'), tags=unmarked(project['tags']),
                                        further=further(project, PROJECT_OWN), parent=names.projects.get(project['parent_id']))
    yield from identity(cloud, project['id'], names)
    yield from quotas(cloud, project['id'])
    yield from security_groups(cloud, project['id'], names)
    yield from networks(cloud, project['id'], names)
    yield from images(cloud, project['id'], names)
    yield from floating_addresses(cloud, project['id'], names)
    yield from volumes(cloud, project['id'], names)
    yield from servers(cloud, project['id'], names)


def pick(resource, *fields):
    return {field: resource.get(field) for field in fields}


def further(resource, known):
    """What an operator has added to an object of Keystone."""
    return {key: value for key, value in unmarked(resource).items() if key not in known}


def identity(cloud, project, names):
    roles = {}
    for assignment in cloud.list('identity', '/role_assignments?scope.project.id=' + project, 'role_assignments'):
        kind = 'user' if 'user' in assignment else 'group'
        roles.setdefault((kind, assignment[kind]['id']), []).append(names.roles[assignment['role']['id']])
    for (kind, holder), held in roles.items():
        if kind == 'group':
            members = cloud.list('identity', '/groups/%s/users' % holder, 'users')
            yield 'roles of group', names.user_groups[holder], dict(
                roles=sorted(held), members=sorted(user['name'] for user in members),
                description=cloud.get('identity', '/groups/' + holder)['group']['description'])
            continue
        user = cloud.get('identity', '/users/' + holder)['user']
        fields = dict(pick(user, 'email', 'description', 'enabled', 'options'), further=further(user, USER_OWN))
        # Keystone leaves out what was never set
        fields['description'] = fields['description'] or ''
        fields['default project'] = names.projects.get(user.get('default_project_id'))
        yield 'user', user['name'], fields
        yield 'roles of user', user['name'], dict(
            roles=sorted(held), implied=sorted(name for role in held for name in names.implied.get(role, ())),
            quota=own_quota(cloud, project, holder))
        for keypair in cloud.list('compute', '/os-keypairs?user_id=' + holder, 'keypairs', '2.10'):
            keypair = keypair['keypair']
            yield 'keypair', '%s of %s' % (keypair['name'], user['name']), pick(keypair, 'fingerprint', 'public_key', 'type')


def own_quota(cloud, project, user):
    """What a user may have of the project's quota."""
    quota = cloud.get('compute', '/os-quota-sets/%s?user_id=%s' % (project, user))['quota_set']
    return {key: value for key, value in quota.items() if key != 'id'}


def quotas(cloud, project):
    for service, path, key in (('compute', '/os-quota-sets/', 'quota_set'), ('network', '/quotas/', 'quota'),
                               ('volumev3', '/os-quota-sets/', 'quota_set')):
        quota = cloud.get(service, path + project)[key]
        quota.pop('id', None)  # the project's
        yield 'quota', service.removesuffix('v3'), quota


def security_groups(cloud, project, names):
    for group in cloud.list('network', '/security-groups?project_id=' + project, 'security_groups'):
        rules = [dict(pick(rule, 'direction', 'ethertype', 'protocol', 'port_range_min', 'port_range_max',
                           'remote_ip_prefix', 'description'), remote_group=names.groups.get(rule['remote_group_id']),
                      remote_addresses=names.address_groups.get(rule.get('remote_address_group_id')))
                 for rule in group['security_group_rules']]
        yield 'security group', group['name'], dict(pick(group, 'description', 'stateful'), tags=unmarked(group['tags']),
                                                    rules=sorted(rules, key=repr), shared=names.shared(group))
    for group in cloud.list('network', '/address-groups?project_id=' + project, 'address_groups'):
        yield 'address group', group['name'], dict(description=own_words(group['description']), addresses=sorted(group['addresses']))


def networks(cloud, project, names):
    for network in cloud.list('network', '/networks?project_id=' + project, 'networks'):
        # the number of an overlay is the cloud's own choice
        wires = sorted(((segment['provider:network_type'], segment['provider:physical_network'],
                         segment['provider:physical_network'] and segment['provider:segmentation_id'])
                        for segment in network.get('segments') or [network]), key=repr)
        yield 'network', network['name'], dict(
            pick(network, 'description', 'mtu', 'shared', 'admin_state_up', 'port_security_enabled', 'router:external'),
            tags=unmarked(network['tags']), wires=wires,
            policy=names.policies.get(network.get('qos_policy_id')), shared_with=names.shared(network))
    for scope in cloud.list('network', '/address-scopes?project_id=' + project, 'address_scopes'):
        yield 'address scope', scope['name'], pick(scope, 'ip_version', 'shared')
    for pool in cloud.list('network', '/subnetpools?project_id=' + project, 'subnetpools'):
        yield 'subnet pool', pool['name'], dict(
            pick(pool, 'description', 'default_prefixlen', 'min_prefixlen', 'max_prefixlen', 'default_quota', 'shared'),
            prefixes=sorted(pool['prefixes']), scope=names.scopes.get(pool['address_scope_id']), tags=unmarked(pool['tags']))
    for policy in cloud.list('network', '/qos/policies?project_id=' + project, 'policies'):
        yield 'QoS policy', policy['name'], dict(pick(policy, 'description', 'shared'), tags=unmarked(policy.get('tags', ())), rules=sorted(
            ({key: value for key, value in rule.items() if key not in ('id', 'qos_policy_id')} for rule in policy['rules']), key=repr))
    for subnet in cloud.list('network', '/subnets?project_id=' + project, 'subnets'):
        yield 'subnet', subnet['name'], dict(
            pick(subnet, 'description', 'cidr', 'ip_version', 'gateway_ip', 'enable_dhcp', 'dns_nameservers', 'ipv6_ra_mode',
                 'ipv6_address_mode', 'service_types'), network=names.networks[subnet['network_id']],
            pool=names.pools.get(subnet['subnetpool_id']), segment=names.segments.get(subnet.get('segment_id')), tags=unmarked(subnet['tags']),
            allocation_pools=sorted(subnet['allocation_pools'], key=repr), host_routes=sorted(subnet['host_routes'], key=repr))
    ports = cloud.list('network', '/ports?project_id=' + project, 'ports')
    for router in cloud.list('network', '/routers?project_id=' + project, 'routers'):
        interfaces = [(names.subnets[ip['subnet_id']], ip['ip_address']) for port in ports
                      if port['device_id'] == router['id'] and port['device_owner'] == 'network:router_interface'
                      for ip in port['fixed_ips']]
        gateway = router['external_gateway_info']
        yield 'router', router['name'], dict(
            pick(router, 'description', 'admin_state_up'), routes=sorted(router['routes'], key=repr), tags=unmarked(router['tags']),
            gateway=gateway and names.networks[gateway['network_id']], interfaces=sorted(interfaces))
    for port in ports:
        if not port['device_id'] and not port['device_owner']:  # such as a virtual address
            yield 'port', port['name'] or port['mac_address'], dict(
                nic(port, names), **pick(port, 'mac_address', 'admin_state_up'))
    if cloud.has_trunks():
        macs = {port['id']: port['mac_address'] for port in ports}
        for trunk in cloud.list('network', '/trunks?project_id=' + project, 'trunks'):
            yield 'trunk', trunk['name'], dict(
                pick(trunk, 'description', 'admin_state_up'), tags=unmarked(trunk['tags']), parent=macs[trunk['port_id']],
                sub_ports=sorted((macs[sub['port_id']], sub['segmentation_type'], sub['segmentation_id'])
                                 for sub in trunk['sub_ports']))


def images(cloud, project, names):
    further = '&visibility=all', '&visibility=all&os_hidden=true'  # plain lists hide those
    for image in [each for query in further for each in cloud.list('image', '/images?owner=%s&limit=100%s' % (project, query), 'images')]:
        if image.get('image_type') == 'snapshot' or image['owner'] != project:
            continue  # how a server travels; not compared
        properties = {key: value for key, value in unmarked(image).items() if key not in IMAGE_OWN}
        for reference in ('kernel_id', 'ramdisk_id'):
            if image.get(reference):
                properties[reference] = names.images[image[reference]]
        yield 'image', image['name'], dict(pick(image, *IMAGE_FIELDS), tags=unmarked(image['tags']), properties=properties)
        if image['visibility'] == 'shared':
            for member in cloud.get('image', '/images/%s/members' % image['id'])['members']:
                yield ('image member', '%s of %s' % (names.projects[member['member_id']], image['name']),
                       pick(member, 'status'))


def servers(cloud, project, names):
    flavors = {f['name']: f for f in cloud.list('compute', '/flavors/detail?is_public=None', 'flavors', FLAVOR_VERSION)}
    ports = cloud.list('network', '/ports?project_id=' + project, 'ports')
    used = set()
    for server in cloud.list('compute', '/servers/detail?all_tenants=1&project_id=' + project, 'servers', SERVER_VERSION):
        name, flavor = server['name'], server['flavor']['original_name']
        used.add(flavor)
        moved = (server['locked_reason'] or '').startswith('moved to ')  # locked by the move, not by its owner
        yield 'server', name, dict(pick(server, 'key_name', 'status'), flavor=flavor, metadata=unmarked(server['metadata']),
                                   locked=server['locked'] and not moved and server['locked_reason'],
                                   group=names.server_groups.get(server['id']))
        yield 'cards of server', name, dict(macs=cloud.cards(server['id']))
        for port in ports:
            if port['device_id'] == server['id']:
                yield 'nic', '%s of %s' % (port['mac_address'], name), nic(port, names)
        yield 'further data of server', name, dict(
            pick(server, 'description', 'config_drive', 'OS-EXT-SRV-ATTR:user_data'), tags=unmarked(server['tags']))
        content = content_image(cloud, server, names)
        if content:
            yield 'content image of server', name, dict(
                pick(content, 'disk_format', 'container_format', 'min_disk', 'min_ram', 'os_hash_value'),
                properties={key: value for key, value in unmarked(content).items() if key not in IMAGE_OWN + SNAPSHOT_OWN},
                parts=[names.images[content[part]] for part in ('kernel_id', 'ramdisk_id') if content.get(part)])
        disk = cloud.disk(server['id'])
        if disk:
            yield 'content of server', name, dict(sha512=hashlib.sha512(disk.read_bytes()).hexdigest())
    used.update(name for name, flavor in flavors.items() if not flavor['os-flavor-access:is_public']
                if any(access['tenant_id'] == project for access in
                       cloud.get('compute', '/flavors/%s/os-flavor-access' % flavor['id'])['flavor_access']))
    for flavor in sorted(used):
        if flavor in flavors:  # a deleted one lives on in its servers
            yield 'flavor', flavor, dict(
                pick(flavors[flavor], 'ram', 'vcpus', 'disk', 'OS-FLV-EXT-DATA:ephemeral', 'swap', 'rxtx_factor', 'description',
                     'os-flavor-access:is_public'), extra_specs=unmarked(flavors[flavor]['extra_specs']))


def floating_addresses(cloud, project, names):
    for address in cloud.list('network', '/floatingips?project_id=' + project, 'floatingips'):
        was = re.search(r' was (\S+)$', address['description'])  # let go by the source, which says what it led to
        yield 'floating address', address['floating_ip_address'], dict(
            leads_to=address['fixed_ip_address'] or (was and was[1]), description=own_words(address['description']),
            network=names.networks[address['floating_network_id']], tags=unmarked(address['tags']),
            forwardings=forwardings(address))


def forwardings(address):
    return sorted((pick(each, 'protocol', 'external_port', 'internal_ip_address', 'internal_port')
                   for each in address.get('port_forwardings', ())), key=repr)


def volumes(cloud, project, names):
    servers = {s['id']: s['name'] for s in cloud.list('compute', '/servers/detail?all_tenants=1&project_id=' + project, 'servers')}
    for server, name in servers.items():
        attached = cloud.get('compute', '/servers/%s/os-volume_attachments' % server, ATTACHMENT_VERSION)['volumeAttachments']
        if attached:
            disks = [cloud.get('volumev3', '/volumes/' + each['volumeId'])['volume'] for each in
                     sorted(attached, key=lambda each: (len(each['device'] or ''), each['device'] or ''))]
            yield 'disks of server', name, dict(volumes=[disk['name'] for disk in disks],
                                                go_with_it=sorted(disk['name'] for each in attached for disk in disks
                                                                  if each['volumeId'] == disk['id'] and each['delete_on_termination']))
            for number, disk in enumerate(disks):
                yield 'volume', '%s, disk %d of %s' % (disk['name'], number, name), volume(cloud, disk)
    for each in cloud.list('volumev3', '/volumes/detail?all_tenants=1&project_id=' + project, 'volumes'):
        if each['status'] == 'available':
            yield 'volume', each['name'], volume(cloud, each)


def volume(cloud, fields):
    facts = ('image_id', 'checksum', 'size', 'signature_verified')  # of the image that it was made of
    return dict(
        pick(fields, 'size', 'description', 'volume_type', 'bootable', 'multiattach', 'availability_zone'),
        metadata={key: value for key, value in unmarked(fields['metadata']).items() if key != 'attached_mode'},
        image={key: value for key, value in unmarked(fields.get('volume_image_metadata', {})).items() if key not in facts},
        sha512=cloud.volume_sha512(fields['id']))


def content_image(cloud, server, names):
    """The image as which a moved server's content travelled: the newest snapshot on the source, what it was booted from on the target."""
    snapshots = cloud.list('image', '/images?limit=100&pumphouse_snapshot_of=' + server['id'], 'images')
    if snapshots:
        return max(snapshots, key=lambda image: image['created_at'])
    booted = server['image'] and server['image']['id']
    image = cloud.get('image', '/images/' + booted) if booted in names.images else {}
    return image if 'pumphouse_source' in image and image.get('image_type') == 'snapshot' else None


def nic(port, names):
    pairs = [pick(pair, 'ip_address') for pair in port['allowed_address_pairs']]  # its MAC defaults to the port's
    options = [pick(option, 'opt_name', 'opt_value', 'ip_version') for option in port['extra_dhcp_opts']]
    return dict(pick(port, 'port_security_enabled', 'name', 'description', 'binding:vnic_type'),
                network=names.networks[port['network_id']], tags=unmarked(port['tags']),
                policy=names.policies.get(port.get('qos_policy_id')), options=sorted(options, key=repr),
                addresses=sorted(ip['ip_address'] for ip in port['fixed_ips']),
                groups=sorted(names.groups[group] for group in port['security_groups']),
                allowed_address_pairs=sorted(pairs, key=repr))
