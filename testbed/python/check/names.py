"""The names behind a cloud's ids: descriptions of two clouds can be compared only without ids."""


class Names:
    def __init__(self, cloud):
        self.projects = {p['id']: p['name'] for p in cloud.list('identity', '/projects', 'projects')}
        self.users = {u['id']: u['name'] for u in cloud.list('identity', '/users', 'users')}
        self.roles = {r['id']: r['name'] for r in cloud.list('identity', '/roles', 'roles')}
        self.user_groups = {g['id']: g['name'] for g in cloud.list('identity', '/groups', 'groups')}
        self.groups = {g['id']: g['name'] for g in cloud.list('network', '/security-groups', 'security_groups')}
        self.networks = {n['id']: n['name'] for n in cloud.list('network', '/networks', 'networks')}
        self.subnets = {s['id']: s['name'] for s in cloud.list('network', '/subnets', 'subnets')}
        # by what a segment is: the number of an overlay is the cloud's own choice
        self.segments = {s['id']: (s['network_type'], s['physical_network'], s['physical_network'] and s['segmentation_id'], s['name'],
                                   s['description']) for s in cloud.list('network', '/segments', 'segments')}
        self.policies = {p['id']: p['name'] for p in cloud.list('network', '/qos/policies', 'policies')}
        self.address_groups = {g['id']: g['name'] for g in cloud.list('network', '/address-groups', 'address_groups')}
        self.scopes = {s['id']: s['name'] for s in cloud.list('network', '/address-scopes', 'address_scopes')}
        self.pools = {p['id']: p['name'] for p in cloud.list('network', '/subnetpools', 'subnetpools')}
        self._rbac = cloud.list('network', '/rbac-policies', 'rbac_policies')
        self.implied = {each['prior_role']['name']: sorted(role['name'] for role in each['implies'])
                        for each in cloud.get('identity', '/role_inferences')['role_inferences']}
        self.server_groups = {server: (group['name'], group['policy']) for group in
                              cloud.list('compute', '/os-server-groups?all_projects=true', 'server_groups', '2.64')
                              for server in group['members']}
        self.images = {i['id']: i['name'] for i in cloud.list('image', '/images', 'images')}

    def shared(self, resource):
        """With which projects an object of Neutron is shared, and how."""
        return sorted((rbac['action'], self.projects.get(rbac['target_tenant'], rbac['target_tenant']))
                      for rbac in self._rbac if rbac['object_id'] == resource['id'])
