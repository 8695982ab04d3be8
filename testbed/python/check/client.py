"""What the openstack client tells of a project: a second witness, that shares no line with the first one's requests."""
import json
import os
import re
import subprocess

from clouds import url

LISTS = {
    'project': 'project list', 'user': 'user list --project {0}', 'role': 'role assignment list --project {0} --names',
    'quota': 'quota show {0}', 'group': 'security group list --project {0}', 'rule': 'security group rule list',
    'network': 'network list --project {0} --long', 'subnet': 'subnet list --project {0} --long',
    'port': 'port list --project {0} --long', 'image': 'image list --long', 'server': 'server list --project {0} --long',
}
TRAVELLER = ' disk, migrated'  # an image as which a server's disk came


def compare(project, states, report):
    """states: a server's name -> its status before the migration. report(ok, what, why='') is called for each check."""
    source, target = told('source', project), told('target', project)
    source['server'] = [dict(server, status=states.get(server['name'], server['status'])) for server in source['server']]
    for what in source:
        ours, theirs = sorted(source[what], key=repr), sorted(target[what], key=repr)
        report(ours == theirs,
               'the openstack client shows the same: %d x %s' % (len(ours), what),
               'source only %s, target only %s' % ([x for x in ours if x not in theirs], [x for x in theirs if x not in ours]))


def told(cloud, project):
    """What it is called -> a list of values without ids."""
    lists = dict(zip(LISTS, ask(cloud, [command.format(project) for command in LISTS.values()])))
    project_id = next(p['ID'] for p in lists['project'] if p['Name'] == project)
    groups = {group['ID']: group['Name'] for group in lists['group']}
    floating = {address['Floating IP Address'] for address in ask(cloud, ['floating ip list'])[0]}
    networks = {network['ID']: network['Name'] for network in lists['network']}
    images = [image for image in lists['image'] if image['Project'] == project_id and TRAVELLER not in image['Name']]
    details = ask(cloud, ['image show ' + image['ID'] for image in images]
                  + ['keypair list --user ' + user['ID'] for user in lists['user']])
    return {
        'user': [user['Name'] for user in lists['user']],
        'role of the project': [(each['Role'], each['User'], each['Group']) for each in lists['role']],
        'quota': [(key, value) for key, value in lists['quota'].items() if key not in ('id', 'project', 'project_name', 'location')],
        'keypair': [(user['Name'], key['Name'], key['Fingerprint'])
                    for user, keys in zip(lists['user'], details[len(images):]) for key in keys],
        'security group': list(groups.values()),
        'rule': [(groups[rule['Security Group']], rule['Direction'], rule['Ethertype'], rule['IP Protocol'], rule['IP Range'],
                  rule['Port Range'], groups.get(rule['Remote Security Group']))
                 for rule in lists['rule'] if rule['Security Group'] in groups],
        'network': list(networks.values()),
        'subnet': [(subnet['Name'], subnet['Subnet']) for subnet in lists['subnet']],
        'MAC with its addresses': [
            (port['MAC Address'], sorted(ip['ip_address'] for ip in port['Fixed IP Addresses']))
            for port in lists['port'] if port['Device Owner'].startswith('compute:')],
        'image': [(image['name'], image['size'], image['properties'].get('os_hash_value'))
                  for image in details[:len(images)] if image['properties'].get('image_type') != 'snapshot'],
        'server': [dict(name=server['Name'], status=server['Status'],
                        addresses={network: sorted(a for a in addresses if a not in floating) for network, addresses in server['Networks'].items()})
                   for server in lists['server']],
    }


def ask(cloud, commands):
    """The answers of one client, which reads all commands from its input."""
    env = dict(os.environ, OS_AUTH_URL=url(cloud, '5000/v3'), OS_IDENTITY_API_VERSION='3', OS_USERNAME='admin', OS_PASSWORD='admin',
               OS_PROJECT_NAME='admin', OS_USER_DOMAIN_ID='default', OS_PROJECT_DOMAIN_ID='default', OS_REGION_NAME='RegionOne',
               no_proxy='127.0.0.1')
    done = subprocess.run(['openstack'], input=''.join(command + ' -f json\n' for command in commands) + 'quit\n', env=env, text=True,
                          capture_output=True, timeout=300, check=True)
    answers, told = [], done.stdout
    while start := re.search(r'[\[{]', told):  # what it says between the answers is its prompt
        answer, end = json.JSONDecoder().raw_decode(told, start.start())
        answers.append(answer)
        told = told[end:]
    if len(answers) != len(commands):
        raise OSError('The openstack client answered %d of %d commands on %s: %s' % (len(answers), len(commands), cloud, done.stderr))
    return answers
