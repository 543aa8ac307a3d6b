"""scripts/cluster/kubernetes.yaml: well-formed, only fields that Kubernetes knows, and numbers that fit together; its
command is run here, with a folio-shard that only tells what it was given.

usage: kubernetes.py KUBERNETES_YAML

Exits 77 where python3-yaml is missing. The fields are those of the API reference of batch/v1, core/v1 and
networking.k8s.io/v1 (Kubernetes 1.29), as far as the file uses them; no API server sees it.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

try:
    import yaml
except ImportError:
    print("skipped: python3-yaml is not installed; run scripts/install-dependencies test")
    sys.exit(77)

METADATA = {"name": str, "labels": {"*": str}}
MOUNT = {"name": str, "mountPath": str, "readOnly": bool}
CONTAINER = {
    "name": str,
    "image": str,
    "command": [str],
    "workingDir": str,
    "env": [{"name": str, "value": str}],
    "resources": {"requests": {"cpu": str, "memory": str}, "limits": {"cpu": str, "memory": str}},
    "securityContext": {
        "allowPrivilegeEscalation": bool,
        "readOnlyRootFilesystem": bool,
        "capabilities": {"drop": [str], "add": [str]},
    },
    "volumeMounts": [MOUNT],
}
POD = {
    "restartPolicy": str,
    "terminationGracePeriodSeconds": int,
    "automountServiceAccountToken": bool,
    "enableServiceLinks": bool,
    "securityContext": {
        "runAsNonRoot": bool,
        "runAsUser": int,
        "runAsGroup": int,
        "fsGroup": int,
        "fsGroupChangePolicy": str,
        "seccompProfile": {"type": str},
    },
    "containers": [CONTAINER],
    "volumes": [
        {
            "name": str,
            "persistentVolumeClaim": {"claimName": str, "readOnly": bool},
            "emptyDir": {"medium": str, "sizeLimit": str},
        }
    ],
}
RULE = {
    "action": str,
    "onExitCodes": {"containerName": str, "operator": str, "values": [int]},
    "onPodConditions": [{"type": str, "status": str}],
}
JOB = {
    "apiVersion": str,
    "kind": str,
    "metadata": METADATA,
    "spec": {
        "completionMode": str,
        "completions": int,
        "parallelism": int,
        "backoffLimitPerIndex": int,
        "maxFailedIndexes": int,
        "podReplacementPolicy": str,
        "podFailurePolicy": {"rules": [RULE]},
        "ttlSecondsAfterFinished": int,
        "template": {"metadata": METADATA, "spec": POD},
    },
}
POLICY = {
    "apiVersion": str,
    "kind": str,
    "metadata": METADATA,
    "spec": {"podSelector": {"matchLabels": {"*": str}}, "policyTypes": [str]},
}


def check_fields(value, shape, place):
    """Every field is one that `shape` has, and of its type."""
    if isinstance(shape, dict):
        assert isinstance(value, dict), f"{place} is no mapping"
        for name, inner in value.items():
            known = shape.get(name, shape.get("*"))
            assert known is not None, f"{place} has no field {name}"
            check_fields(inner, known, f"{place}.{name}")
    elif isinstance(shape, list):
        assert isinstance(value, list) and value, f"{place} is no list"
        for number, inner in enumerate(value):
            check_fields(inner, shape[0], f"{place}[{number}]")
    else:
        assert type(value) is shape, f"{place}: {value!r} is not of type {shape.__name__}"


class UniqueKeys(yaml.SafeLoader):
    """YAML's last of two equal keys would win in silence."""

    def construct_mapping(self, node, deep=False):
        keys = [self.construct_object(key, deep) for key, _ in node.value]
        assert len(keys) == len(set(keys)), f"a key stands twice, line {node.start_mark.line + 1}"
        return super().construct_mapping(node, deep)


def check_numbers(job):
    spec, pod = job["spec"], job["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    environment = {entry["name"]: entry["value"] for entry in container["env"]}
    assert spec["completionMode"] == "Indexed"
    assert environment["SHARDS"] == str(spec["completions"]), "SHARDS is not completions"
    assert 1 <= spec["parallelism"] <= spec["completions"]
    assert pod["restartPolicy"] == "Never", "podFailurePolicy and backoffLimitPerIndex ask for it"
    ignore, fail = spec["podFailurePolicy"]["rules"]
    assert ignore["action"] == "Ignore" and ignore["onPodConditions"][0]["type"] == "DisruptionTarget"
    assert fail["action"] == "FailIndex" and fail["onExitCodes"]["operator"] == "NotIn"
    assert 75 in fail["onExitCodes"]["values"], "75 may be tried again"
    assert fail["onExitCodes"]["containerName"] == container["name"]
    volumes = {volume["name"] for volume in pod["volumes"]}
    mounts = {mount["name"]: mount for mount in container["volumeMounts"]}
    assert set(mounts) == volumes
    assert mounts["scans"]["readOnly"]
    assert environment["MANIFEST"].startswith(mounts["scans"]["mountPath"] + "/")
    assert environment["OUT"] == mounts["products"]["mountPath"]
    assert pod["securityContext"]["runAsNonRoot"] and pod["securityContext"]["runAsUser"] > 0
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    return container, environment


def check_command(container, environment, index, expected):
    """What folio-shard is called with in the pod of this index."""
    with tempfile.TemporaryDirectory() as folder:
        shard = pathlib.Path(folder) / "folio-shard"
        shard.write_text('#!/bin/sh\necho "$@" "$MANIFEST" "$OUT" "$OPTIONS"\nexit 75\n')
        shard.chmod(0o755)
        values = dict(environment, JOB_COMPLETION_INDEX=str(index), PATH=f"{folder}:{os.environ['PATH']}")
        result = subprocess.run(container["command"], env=values, stdout=subprocess.PIPE, text=True, check=False)
    assert result.returncode == 75, "the exit code is lost on the way"
    assert result.stdout.split() == expected, result.stdout


def main():
    text = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
    job, policy = yaml.load_all(text, UniqueKeys)
    assert (job["apiVersion"], job["kind"]) == ("batch/v1", "Job")
    assert (policy["apiVersion"], policy["kind"]) == ("networking.k8s.io/v1", "NetworkPolicy")
    check_fields(job, JOB, "Job")
    check_fields(policy, POLICY, "NetworkPolicy")
    container, environment = check_numbers(job)
    labels = job["spec"]["template"]["metadata"]["labels"]
    assert policy["spec"]["podSelector"]["matchLabels"].items() <= labels.items(), "the policy selects no pod of the job"
    assert set(policy["spec"]["policyTypes"]) == {"Ingress", "Egress"}
    rest = [environment["MANIFEST"], environment["OUT"], *environment["OPTIONS"].split()]
    last = job["spec"]["completions"]
    for index, shard in ((0, "1"), (last - 1, str(last))):
        check_command(container, environment, index, [shard, str(last), *rest])


main()
