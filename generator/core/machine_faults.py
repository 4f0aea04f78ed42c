"""What a machine refuses, in one Chinese sentence."""

from __future__ import annotations

import errno

from generator.core.texts import N_, _

_WHY = {
    errno.ENOSPC: N_("磁盘满了"),
    errno.EDQUOT: N_("磁盘配额用完了"),
    errno.EROFS: N_("那里是只读的"),
    errno.EACCES: N_("没有权限"),
    errno.EPERM: N_("没有权限"),
    errno.ENOENT: N_("没有这个文件或文件夹"),
    errno.ENOTDIR: N_("路径中间有一个不是文件夹"),
    errno.EISDIR: N_("那是一个文件夹"),
    errno.EEXIST: N_("那里已经有一个同名的文件"),
    errno.ENOTEMPTY: N_("那个文件夹不是空的"),
    errno.EBUSY: N_("别的程序正占着它"),
    errno.EIO: N_("磁盘读写出错"),
    errno.ENAMETOOLONG: N_("名字太长"),
    errno.ELOOP: N_("链接绕成了圈"),
    errno.EMFILE: N_("打开的文件太多"),
    errno.ENOMEM: N_("内存不够"),
    errno.EINVAL: N_("那里不接受这个名字或这种操作"),
    errno.EILSEQ: N_("那里不接受这样的名字"),
    errno.ESTALE: N_("网络上的文件夹断开过，要重新连上"),
    errno.EXDEV: N_("两个地方不在同一个磁盘上"),
    errno.EFBIG: N_("文件太大"),
    errno.ETIMEDOUT: N_("等了很久没有回应"),
    errno.ENOTCONN: N_("那个磁盘没有连上"),
    errno.EHOSTDOWN: N_("存文件的那台机器没有开"),
    errno.EHOSTUNREACH: N_("连不到存文件的那台机器"),
    errno.ENETUNREACH: N_("网络不通"),
    errno.EREMOTEIO: N_("存文件的那台机器读写出错"),
    errno.ENOTSUP: N_("那里的文件系统做不到"),
    errno.EOPNOTSUPP: N_("那里的文件系统做不到"),
    errno.ENOSYS: N_("这个系统做不到"),
    errno.ENODEV: N_("没有这个设备"),
    errno.ENXIO: N_("没有这个设备"),
    errno.ENOLCK: N_("锁用完了"),
    errno.EAGAIN: N_("现在做不了，过一会儿再试"),
    errno.ENFILE: N_("整个系统打开的文件太多"),
    errno.EMLINK: N_("链接太多"),
    errno.ETXTBSY: N_("那个程序正在运行"),
    errno.EBADF: N_("文件已经关上了"),
    errno.EUCLEAN: N_("磁盘上的文件系统坏了"),
    errno.EADDRINUSE: N_("端口已经有程序在用"),
    errno.EADDRNOTAVAIL: N_("这台机器没有这个地址"),
}


def reason(fault: OSError) -> str:
    """磁盘满了."""
    if fault.errno is None:
        return str(fault) or type(fault).__name__
    return (_(_WHY[fault.errno]) if fault.errno in _WHY else "") or _("系统报错 {errorcode}").format(
        errorcode=errno.errorcode.get(fault.errno, fault.errno)
    )


def sentence(fault: OSError) -> str:
    """磁盘满了：/srv/site/index.html."""
    why = reason(fault)
    names = [
        str(name) for name in (fault.filename, fault.filename2) if isinstance(name, str | bytes) and name
    ]
    return _("{why}：{names}").format(why=why, names=" → ".join(names)) if names else why
