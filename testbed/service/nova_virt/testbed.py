"""Nova's fake driver with a disk that has bytes: the image's data at boot, uploaded by a snapshot.

The disk lies in instances_path/<uuid>/disk, which all the computes of a cloud share.
"""
import glob
import json
import os
import shutil
import subprocess

from nova.compute import power_state
from nova.compute import task_states
import nova.conf
from nova import exception
from nova.image import glance
from nova.virt import fake
from nova.volume import cinder

CONF = nova.conf.CONF


class FileDiskDriver(fake.FakeDriver):
    vcpus = 64
    memory_mb = 262144
    local_gb = 4096

    def _dir(self, instance):
        return os.path.join(CONF.instances_path, instance.uuid)

    def _disk(self, instance):
        return os.path.join(self._dir(instance), 'disk')

    def spawn(self, context, instance, image_meta, *args, **kwargs):
        super().spawn(context, instance, image_meta, *args, **kwargs)
        disk = self._disk(instance)
        if instance.image_ref and not os.path.exists(disk):
            os.makedirs(self._dir(instance), exist_ok=True)
            part = disk + '.part'
            glance.API().download(context, instance.image_ref, dest_path=part)
            os.rename(part, disk)

    def snapshot(self, context, instance, image_id, update_task_state):
        if instance.uuid not in self.instances:
            raise exception.InstanceNotRunning(instance_id=instance.uuid)
        update_task_state(task_state=task_states.IMAGE_PENDING_UPLOAD)
        api = glance.API()
        snapshot = api.get(context, image_id)
        base = instance.image_meta
        metadata = {
            'status': 'active',
            'name': snapshot.get('name'),
            'disk_format': base.obj_attr_is_set('disk_format') and base.disk_format or 'qcow2',
            'container_format': base.obj_attr_is_set('container_format')
            and base.container_format or 'bare',
            'properties': {
                'kernel_id': instance.kernel_id,
                'image_location': 'snapshot',
                'image_state': 'available',
                'owner_id': instance.project_id,
                'ramdisk_id': instance.ramdisk_id,
            },
        }
        update_task_state(task_state=task_states.IMAGE_UPLOADING,
                          expected_state=task_states.IMAGE_PENDING_UPLOAD)
        with open(self._disk(instance), 'rb') as data:
            api.update(context, image_id, metadata, data)

    def destroy(self, context, instance, network_info, block_device_info=None,
                destroy_disks=True, destroy_secrets=True):
        super().destroy(context, instance, network_info, block_device_info,
                        destroy_disks, destroy_secrets)
        if destroy_disks:
            shutil.rmtree(self._dir(instance), ignore_errors=True)

    def confirm_migration(self, context, migration, instance, network_info):
        if migration.source_compute != migration.dest_compute:
            self.destroy(context, instance, network_info, destroy_disks=False)

    def instance_on_disk(self, instance):
        return os.path.exists(self._dir(instance))

    def check_instance_shared_storage_local(self, context, instance):
        return None  # "shared": the computes of a cloud share instances_path

    def post_live_migration(self, context, instance, block_device_info, migrate_data=None):
        self.instances.pop(instance.uuid, None)

    def _set(self, instance, state):
        self.instances[instance.uuid].state = state

    def pause(self, instance):
        self._set(instance, power_state.PAUSED)

    def unpause(self, instance):
        self._set(instance, power_state.RUNNING)

    def suspend(self, context, instance):
        self._set(instance, power_state.SUSPENDED)

    def resume(self, context, instance, network_info, block_device_info=None):
        self._set(instance, power_state.RUNNING)

    def get_info(self, instance, use_cache=True):
        # after a restart of nova-compute: what the database says is what runs
        if (instance.uuid not in self.instances and instance.host == self._host
                and instance.vm_state not in ('building', 'deleted', 'shelved_offloaded', 'error')):
            self.instances[instance.uuid] = fake.FakeInstance(
                instance.name, instance.power_state, instance.uuid)
        return super().get_info(instance, use_cache)

    def volume_snapshot_create(self, context, instance, volume_id, create_info):
        # of an attached volume, for Cinder's file drivers: the overlay is there,
        # and nothing runs that would have to switch to it
        cinder.API().update_snapshot_status(context, create_info['snapshot_id'], 'creating')

    def volume_snapshot_delete(self, context, instance, volume_id, snapshot_id, delete_info):
        # Cinder removes a file afterwards, so what it holds has to be merged first, as libvirt's driver
        # does for a server that is off: a commit into the file below, or a rebase of the file in use
        below, merged = delete_info['merge_target_file'], delete_info['file_to_merge']
        folder, active = self._volume_files(volume_id)
        if below is None:
            backing = ['-F', 'raw' if merged == 'volume-' + volume_id else 'qcow2', '-b', merged] if merged else ['-b', '']
            self._qemu_img(folder, 'rebase', '-f', 'qcow2', *backing, active)
        else:
            self._qemu_img(folder, 'commit', '-f', 'qcow2', '-d', '-b', below, merged)
        cinder.API().update_snapshot_status(context, snapshot_id, 'deleting')

    @staticmethod
    def _volume_files(volume_id):
        home = os.path.dirname(CONF.instances_path)
        backends = (os.path.join(home, 'volumes'), os.path.join(os.path.dirname(home), 'shared'))
        info = next(path for backend in backends
                    for path in glob.glob(os.path.join(backend, '*', 'volume-' + volume_id + '.info')))
        with open(info) as file:
            return os.path.dirname(info), json.load(file)['active']

    @staticmethod
    def _qemu_img(folder, *arguments):
        subprocess.run(['qemu-img', *arguments], cwd=folder, check=True, timeout=120)
