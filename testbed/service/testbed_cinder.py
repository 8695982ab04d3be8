"""Cinder's NFS driver with a plain local directory in place of the mounted share."""
import os

from cinder.image import image_utils
from cinder.volume.drivers import nfs
from cinder.volume.drivers import remotefs

_qemu_img_info = image_utils.qemu_img_info


def qemu_img_info(path, run_as_root=True, force_share=False, allow_qcow2_backing_file=False):
    # Debian's image_utils takes every backing file for an attack, so that a volume that has a
    # snapshot could neither be cloned nor be uploaded. The driver's own overlays are no attack.
    own = os.path.basename(path).startswith('volume-')
    return _qemu_img_info(path, run_as_root, force_share, allow_qcow2_backing_file or own)


image_utils.qemu_img_info = qemu_img_info


class LocalDirectoryDriver(remotefs.RemoteFSManageableVolumesMixin, nfs.NfsDriver):
    # the mixin lets Cinder manage and unmanage volumes, which its NFS driver does not
    VERSION = '1.0'

    def do_setup(self, context):
        # NfsDriver.do_setup without its look for mount.nfs
        super(nfs.NfsDriver, self).do_setup(context)
        self.shares = {}
        self.set_nas_security_options(self._is_voldb_empty_at_startup)
        self._check_snapshot_support(setup_checking=True)

    def _ensure_share_mounted(self, nfs_share):
        os.makedirs(self._get_mount_point_for_share(nfs_share), exist_ok=True)

    def _update_volume_stats(self):
        super()._update_volume_stats()
        self._stats['multiattach'] = True

    def _is_volume_attached(self, volume):
        # of a volume that several servers may have Nova's computes take no snapshot; the fixture's servers of one are off
        return not volume.multiattach and super()._is_volume_attached(volume)
