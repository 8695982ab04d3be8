"""Compares the descriptions of one project on two clouds."""
# Of these the target may hold more than the source does: others than the plugin put them there.
MAY_BE_MORE = ('image', 'image member', 'flavor')


def compare(source, target, report, states, target_projects):
    """source, target: lists of (kind, name, fields). report(ok, what, why='') is called for each check.

    states: a server's name -> its status before the migration, which stops servers; missing: the present one counts.
    target_projects: names; what refers to other projects is expected only if these are there.
    """
    there = {(kind, name): fields for kind, name, fields in target}
    for kind, name, fields in source:
        if kind == 'image member' and name.split(' of ')[0] not in target_projects:
            continue
        if kind == 'user' and fields['default project'] not in target_projects:
            fields = dict(fields, **{'default project': None})
        if kind == 'server':
            fields = dict(fields, status=states.get(name, fields['status']))
        found = there.get((kind, name))
        if found is None:
            report(False, '%s %s' % (kind, name), 'not on the target')
        else:
            differences = list(differing(fields, found))
            report(not differences, '%s %s' % (kind, name), '; '.join(differences))

    known = {(kind, name) for kind, name, _ in source}
    for kind, name, _ in target:
        if (kind, name) not in known and kind not in MAY_BE_MORE:
            report(False, '%s %s' % (kind, name), 'on the target only')
    for kind in sorted({kind for kind, _, _ in source}):
        twice = repeated(target, kind) - repeated(source, kind)
        report(not twice, 'nothing twice among: ' + kind, ', '.join(sorted(twice)))


def repeated(description, kind):
    names = [name for k, name, _ in description if k == kind]
    return {name for name in names if names.count(name) > 1}


def differing(source, target):
    for field in source:
        ours, theirs = source[field], target.get(field)
        if ours == theirs:
            continue
        if isinstance(ours, list) and isinstance(theirs, list):
            yield '%s: source only %s, target only %s' % (
                field, [x for x in ours if x not in theirs], [x for x in theirs if x not in ours])
        elif isinstance(ours, dict) and isinstance(theirs, dict):
            keys = sorted(key for key in {*ours, *theirs} if ours.get(key) != theirs.get(key))
            yield '%s: source %s, target %s' % (
                field, {key: ours.get(key) for key in keys}, {key: theirs.get(key) for key in keys})
        else:
            yield '%s: source %r, target %r' % (field, ours, theirs)
