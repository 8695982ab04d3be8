"""Whether a project on the target is what it is on the source, and whether the source lost anything.

A project is described with names in place of ids, in the same words for both clouds; the descriptions are compared
object by object. Nothing here knows how the plugin works, except that its marks begin with `pumphouse`.
"""
MARK = 'pumphouse'


def unmarked(value):
    """A dict or list of strings without the plugin's marks."""
    if isinstance(value, dict):
        return {key: v for key, v in value.items() if not key.startswith(MARK)}
    return sorted(v for v in value if not v.startswith(MARK))


def own_words(description):
    """A description without what the plugin has noted behind it."""
    return ' '.join(word for word in (description or '').partition(MARK)[0].split(' ')).strip()
