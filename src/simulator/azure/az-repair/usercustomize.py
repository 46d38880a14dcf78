"""Repairs Debian's package of az, for the simulator's terminals only.

Debian 12 has azure-cli 2.45.0 beside azure-mgmt-authorization 3.0.0, where Microsoft ships 0.61.0 with it. The newer library renamed `config` of its
operations to `_config`, so every `az role definition list` and `az role assignment …` of that package ends with
"AttributeError: 'RoleAssignmentsOperations' object has no attribute 'config'". This gives the attribute its old name where it is missing, and changes
nothing else: operations that have a `config` of their own keep it.
az of Microsoft's own packages runs Python isolated, and never sees this file.
"""

import importlib.abc
import importlib.machinery
import re
import sys

OPERATIONS = re.compile(r"azure\.mgmt\.authorization\.v\w+\.operations\._role_(assignments|definitions)_operations")


class Renamed:
    """Stands in for an attribute that an object lacks. It cannot be set, so that an attribute of the object itself comes first."""

    def __get__(self, instance, owner=None):
        config = getattr(instance, "_config", None)
        if config is None:
            raise AttributeError("config")
        return config


class Repair(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if not OPERATIONS.fullmatch(name):
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is None or spec.loader is None:
            return spec
        execute = spec.loader.exec_module

        def execute_and_repair(module):
            execute(module)
            for kind in vars(module).values():
                if isinstance(kind, type) and kind.__name__.endswith("Operations") and not hasattr(kind, "config"):
                    kind.config = Renamed()

        spec.loader.exec_module = execute_and_repair
        return spec


sys.meta_path.insert(0, Repair())
