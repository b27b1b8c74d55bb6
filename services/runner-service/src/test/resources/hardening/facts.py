# What a program can find out about its walls, a line each.
import os, resource, socket

def first(*files):
    for file in files:
        if os.path.exists(file):
            return open(file).read().split()
    return []

def mount(path):
    lines = [line.split() for line in open('/proc/mounts')]
    last = [line for line in lines if line[1] == path][-1]
    return last[2] + ' ' + ' '.join(word for word in last[3].split(',') if '=' not in word)

status = dict(line.rstrip('\n').split(':\t', 1) for line in open('/proc/self/status') if ':\t' in line)
for name in 'CapInh', 'CapPrm', 'CapEff', 'CapAmb', 'NoNewPrivs', 'Seccomp', 'Uid', 'Gid', 'Groups':
    print(name, *status[name].split())
for name in 'CORE', 'NOFILE', 'FSIZE':
    print(name, *resource.getrlimit(getattr(resource, 'RLIMIT_' + name)))
for path in '/', '/work', '/tmp', '/dev/shm', '/proc', '/sys':
    print(path, mount(path))
for path in '/work', '/tmp', '/dev/shm':
    print('bytes of', path, os.statvfs(path).f_blocks * os.statvfs(path).f_frsize)
for path in '/work', '/tmp':
    print('inodes of', path, os.statvfs(path).f_files)
print('memory', *first('/sys/fs/cgroup/memory.max', '/sys/fs/cgroup/memory/memory.limit_in_bytes'))
print('processes', *first('/sys/fs/cgroup/pids.max', '/sys/fs/cgroup/pids/pids.max'))
print('cpu', *(first('/sys/fs/cgroup/cpu.max') or
               first('/sys/fs/cgroup/cpu/cpu.cfs_quota_us') + first('/sys/fs/cgroup/cpu/cpu.cfs_period_us')))
print('interfaces', *sorted(line.split(':')[0].strip() for line in open('/proc/net/dev') if ':' in line))
print('hostname', 'of the container' if open('/etc/hostname').read().strip() == socket.gethostname() else 'another')
print('environment', *sorted(os.environ))
print('devices on disks', *sorted(name for name in os.listdir('/dev') if os.path.exists('/sys/class/block/' + name)))
print('writable', *(path for path in ('/', '/etc', '/usr', '/livecode', '/proc/sys', '/sys', '/dev', '/var/tmp', '/run')
                    if os.access(path, os.W_OK)))
