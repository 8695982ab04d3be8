"""Everything on a cloud, recorded, and held against the same cloud later."""
import hashlib

from check import own_words, unmarked

# What changes by itself, or by a read
VOLATILE = {'updated_at', 'updated', 'revision_number', 'links', 'self', 'progress', 'created_at'}
# What a stop changes on a server
STOPPED = {'status', 'OS-EXT-STS:power_state', 'OS-EXT-STS:vm_state', 'OS-EXT-STS:task_state', 'OS-SRV-USG:launched_at'}
COLLECTIONS = (  # kind, service, path, key
    ('project', 'identity', '/projects', 'projects'), ('user', 'identity', '/users', 'users'),
    ('user group', 'identity', '/groups', 'groups'), ('role', 'identity', '/roles', 'roles'),
    ('flavor', 'compute', '/flavors/detail?is_public=None', 'flavors'),
    ('server', 'compute', '/servers/detail?all_tenants=1', 'servers'),
    ('network', 'network', '/networks', 'networks'), ('subnet', 'network', '/subnets', 'subnets'),
    ('router', 'network', '/routers', 'routers'), ('port', 'network', '/ports', 'ports'),
    ('floating IP', 'network', '/floatingips', 'floatingips'),
    ('security group', 'network', '/security-groups', 'security_groups'),
    ('address group', 'network', '/address-groups', 'address_groups'),
    ('address scope', 'network', '/address-scopes', 'address_scopes'),
    ('subnet pool', 'network', '/subnetpools', 'subnetpools'), ('QoS policy', 'network', '/qos/policies', 'policies'),
    ('RBAC policy', 'network', '/rbac-policies', 'rbac_policies'),
    ('image', 'image', '/images?limit=200&visibility=all', 'images'),
    ('hidden image', 'image', '/images?limit=200&visibility=all&os_hidden=true', 'images'),
    ('volume', 'volumev3', '/volumes/detail?all_tenants=1', 'volumes'),
)
VERSIONS = {'flavor': '2.61', 'server': '2.73'}


def recorded(cloud):
    """kind -> id -> the resource, and one more 'kind' for each thing that has no id of its own."""
    record = {kind: {r['id']: steady(r) for r in cloud.list(service, path, key, VERSIONS.get(kind))}
              for kind, service, path, key in COLLECTIONS}
    for address in record['floating IP'].values():  # given back, a forwarding has another id
        address['port_forwardings'] = sorted(({key: value for key, value in each.items() if key != 'id'}
                                              for each in address.get('port_forwardings', ())),
                                             key=lambda each: (each['protocol'], each['external_port']))
    if cloud.has_trunks():
        record['trunk'] = {trunk['id']: steady(trunk) for trunk in cloud.list('network', '/trunks', 'trunks')}
    record['role assignment'] = {
        repr([a.get('user'), a.get('group'), a['role']['id'], a['scope']]): {}
        for a in cloud.list('identity', '/role_assignments', 'role_assignments')}
    record['keypair'] = {
        '%s of %s' % (k['keypair']['name'], user): k['keypair'] for user in record['user']
        for k in cloud.list('compute', '/os-keypairs?user_id=' + user, 'keypairs', '2.10')}
    record['flavor access'] = {
        flavor: cloud.get('compute', '/flavors/%s/os-flavor-access' % flavor)['flavor_access']
        for flavor, fields in record['flavor'].items() if not fields['os-flavor-access:is_public']}
    record['image member'] = {
        image: [m['member_id'] + ' ' + m['status'] for m in cloud.get('image', '/images/%s/members' % image)['members']]
        for image, fields in record['image'].items() if fields['visibility'] == 'shared'}
    record['quota'] = {}
    for project in record['project']:
        for service, path in (('compute', '/os-quota-sets/'), ('network', '/quotas/'), ('volumev3', '/os-quota-sets/')):
            record['quota'][service + ' ' + project] = cloud.get(service, path + project)
    record['disk'] = {
        server: hashlib.sha512(cloud.disk(server).read_bytes()).hexdigest()
        for server in record['server'] if cloud.disk(server)}
    return record


def steady(resource):
    # Neutron lists parts in no particular order
    return {key: sorted(map(steady, value), key=repr) if value and isinstance(value, list) and isinstance(value[0], dict)
            else steady(value) if isinstance(value, dict) else sorted(value, key=repr) if isinstance(value, list) else value
            for key, value in resource.items() if key not in VOLATILE}


def compare(before, now, report):
    for kind, resources in before.items():
        problems = []
        for id, resource in resources.items():
            found = now[kind].get(id)
            label = '%s (%s)' % (resource.get('name') if isinstance(resource, dict) else '', id)
            if found is None:
                problems.append(label + ' is gone')
            elif allowed(kind, resource) != allowed(kind, found):
                problems.append('%s: %s' % (label, difference(allowed(kind, resource), allowed(kind, found))))
            elif kind == 'server' and found['status'] not in (resource['status'], 'SHUTOFF'):
                problems.append('%s was %s and is %s' % (label, resource['status'], found['status']))
        if kind not in ('image', 'image member'):  # snapshots are allowed
            problems += ['%s is new' % id for id in now[kind] if id not in resources]
        report(not problems, 'the source has kept: %d x %s' % (len(resources), kind), '; '.join(problems))


def compare_all(cloud, before, now, report):
    """Every field of everything, but those that say when something was last done."""
    for kind in sorted({*before, *now}):
        was, found = before.get(kind, {}), now.get(kind, {})
        problems = ['%s %s: %s' % (kind, id, difference(without_dates(was.get(id)), without_dates(found.get(id))))
                    for id in sorted({*was, *found}) if without_dates(was.get(id)) != without_dates(found.get(id))]
        report(not problems, 'the %s is as it was: %d x %s' % (cloud, len(was), kind), '; '.join(problems))


def without_dates(resource):
    if not isinstance(resource, dict):
        return resource
    return {key: value for key, value in resource.items() if key not in ('OS-SRV-USG:launched_at', 'hostId')}


def allowed(kind, resource):
    """The resource without what a migration may change: it stops a server, locks it so that its owner does not start it, and takes
    its floating addresses over."""
    if kind == 'server':
        moved = (resource.get('locked_reason') or '').startswith('moved to ')
        unlocked = {'locked': False, 'locked_reason': None} if moved else {}
        return {**{key: value for key, value in resource.items() if key not in STOPPED}, **unlocked,
                'addresses': {network: [a for a in addresses if a.get('OS-EXT-IPS:type') != 'floating']
                              for network, addresses in resource['addresses'].items()},
                'metadata': unmarked(resource['metadata']), 'tags': unmarked(resource['tags'])}
    if kind == 'image':  # that of a shelved server holds the notes of its move
        return unmarked(resource)
    if kind == 'floating IP':  # it stays in its project, and leads to the target's server from now on
        bound = ('port_id', 'fixed_ip_address', 'router_id', 'status', 'port_details', 'port_forwardings')
        return {**{key: value for key, value in resource.items() if key not in bound},
                'description': own_words(resource['description'])}
    return resource


def difference(before, now):
    if isinstance(before, dict) and isinstance(now, dict):
        return ', '.join('%s was %r and is %r' % (key, before.get(key), now.get(key))
                         for key in sorted({*before, *now}) if before.get(key) != now.get(key))
    return 'was %r and is %r' % (before, now)
