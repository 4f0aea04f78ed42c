"""What a machine refuses, in one Chinese sentence."""

from __future__ import annotations

import errno

_WHY = {
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.EROFS: "那里是只读的",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径中间有一个不是文件夹",
    errno.EISDIR: "那是一个文件夹",
    errno.EEXIST: "那里已经有一个同名的文件",
    errno.ENOTEMPTY: "那个文件夹不是空的",
    errno.EBUSY: "别的程序正占着它",
    errno.EIO: "磁盘读写出错",
    errno.ENAMETOOLONG: "名字太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EMFILE: "打开的文件太多",
    errno.ENOMEM: "内存不够",
    errno.EINVAL: "那里不接受这个名字或这种操作",
    errno.EILSEQ: "那里不接受这样的名字",
    errno.ESTALE: "网络上的文件夹断开过，要重新连上",
    errno.EXDEV: "两个地方不在同一个磁盘上",
    errno.EFBIG: "文件太大",
    errno.ETIMEDOUT: "等了很久没有回应",
    errno.ENOTCONN: "那个磁盘没有连上",
    errno.EHOSTDOWN: "存文件的那台机器没有开",
    errno.EHOSTUNREACH: "连不到存文件的那台机器",
    errno.ENETUNREACH: "网络不通",
    errno.EREMOTEIO: "存文件的那台机器读写出错",
    errno.ENOTSUP: "那里的文件系统做不到",
    errno.EOPNOTSUPP: "那里的文件系统做不到",
    errno.ENOSYS: "这个系统做不到",
    errno.ENODEV: "没有这个设备",
    errno.ENXIO: "没有这个设备",
    errno.ENOLCK: "锁用完了",
    errno.EAGAIN: "现在做不了，过一会儿再试",
    errno.ENFILE: "整个系统打开的文件太多",
    errno.EMLINK: "链接太多",
    errno.ETXTBSY: "那个程序正在运行",
    errno.EBADF: "文件已经关上了",
    errno.EUCLEAN: "磁盘上的文件系统坏了",
    errno.EADDRINUSE: "端口已经有程序在用",
    errno.EADDRNOTAVAIL: "这台机器没有这个地址",
}


def reason(fault: OSError) -> str:
    """磁盘满了."""
    if fault.errno is None:
        return str(fault) or type(fault).__name__
    return _WHY.get(fault.errno) or f"系统报错 {errno.errorcode.get(fault.errno, fault.errno)}"


def sentence(fault: OSError) -> str:
    """磁盘满了：/srv/site/index.html."""
    why = reason(fault)
    names = [
        str(name) for name in (fault.filename, fault.filename2) if isinstance(name, str | bytes) and name
    ]
    return f"{why}：{' → '.join(names)}" if names else why
