"""Reads the accounts of a listing with the workers of any ``concurrent.futures.Executor``.

From the top: a ``Dispatch`` is one listing. It submits the accounts in groups (see ``groups``,
which keep the limits over all workers), each as a ``Task``; ``read_group`` reads it on the worker,
and its ``Results`` come back. What any of this cannot do is a failure of the accounts concerned.
"""

from .dispatch import Dispatch, ExecutorOptions

__all__ = ["Dispatch", "ExecutorOptions"]
