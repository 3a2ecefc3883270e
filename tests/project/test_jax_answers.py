"""What the grader does for answers in JAX: transformations, donated arrays, values that cannot be shown."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import jax
import jax.numpy as jnp
import pytest

from byhand import devices as simulated
from byhand.classroom.remote import clean_environment
from byhand.course import ROOT, public_functions
from byhand.grading.contract import Contract, placement
from byhand.grading.diagnose import _apart
from byhand.grading.explain import show
from byhand.grading.guard import Candidate, last_call, snapshot, unchanged
from byhand.grading.messages import Speaker
from byhand.grading.outcome import Crash, Wrong

SOURCE = "def f(params: Params, x: Float[Array, 'n']) -> Float[Array, '']:\n    return x.sum()"
CONTRACT = Contract.of(public_functions(SOURCE)["f"])


def test_signatures_with_jax_arrays_get_time_to_compile() -> None:
    assert CONTRACT.compiles
    assert not Contract.of(public_functions("def f(x: Num[np.ndarray, 'n']) -> int:\n    return 1")["f"]).compiles


def test_a_transformed_candidate_is_guarded() -> None:
    f = Candidate("f", lambda x: (x**2).sum(), __file__, CONTRACT)
    assert f.through(jax.grad)(jnp.array([3.0])).tolist() == [6.0]
    g = Candidate("g", lambda x: x.at[0].set("no"), __file__, CONTRACT)
    with pytest.raises(Crash):
        g.through(jax.grad)(jnp.array([3.0]))


def test_a_donated_argument_is_noticed() -> None:
    donating = partial(jax.jit, donate_argnums=0)(lambda params: params[0] + 1)
    with pytest.raises(Wrong) as caught:
        Candidate("f", donating, __file__, CONTRACT)([jnp.ones(3)])
    assert caught.value.key == "donated"


def test_a_replaced_array_is_a_change() -> None:
    one, other = jnp.ones(3), jnp.ones(3)
    assert unchanged([(one,)], [(one,)])
    assert not unchanged([(one,)], [(other,)])


def test_what_has_no_values_is_shown_by_its_kind() -> None:
    gone = jnp.ones(3)
    gone.delete()
    assert show(gone, Speaker("en")) == ["float32, shape (3,)"]
    assert show(jax.random.key(0), Speaker("en")) == ["key<fry>, shape ()"]


def mesh_of(count: int) -> jax.sharding.Mesh:
    """Some of the devices that JAX simulates wherever answers are graded."""
    return jax.sharding.Mesh(jax.devices("cpu")[:count], ("data",))


def test_devices_are_simulated() -> None:
    assert len(jax.devices("cpu")) == simulated.COUNT


def test_other_processes_simulate_devices_as_well(tmp_path: Path) -> None:
    """Also where an answer is graded without pytest, unless the environment says how many there are to be."""
    count = "import jax; print(len(jax.devices('cpu')))"
    environment = {name: value for name, value in os.environ.items() if name != simulated.VARIABLE}
    for extra, expected in (({}, simulated.COUNT), ({simulated.VARIABLE: "3"}, 3)):
        code = f"from byhand.grading import judge; {count}"
        command = [sys.executable, "-c", code]
        run = subprocess.run(command, env=environment | extra, cwd=ROOT, capture_output=True, text=True, check=True)
        assert int(run.stdout) == expected
    assert clean_environment(tmp_path)[simulated.VARIABLE] == str(simulated.COUNT)


def test_too_few_devices_are_a_fault_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.test_data_parallel import mesh_of as needed

    monkeypatch.setattr(jax, "devices", lambda _: [object()] * 2)
    with pytest.raises(RuntimeError, match=r"2 CPU devices.*JAX_NUM_CPU_DEVICES=8"):
        needed(4)


def test_a_mesh_is_shown_by_its_axes() -> None:
    assert show(mesh_of(4), Speaker("en")) == ["Mesh(data: 4)"]
    assert show([mesh_of(2), 1], Speaker("en")) == ["[Mesh(data: 2), 1]"]


def test_sharded_arguments_survive_a_call() -> None:
    mesh = mesh_of(4)
    x = jax.device_put(jnp.arange(8.0), jax.sharding.NamedSharding(mesh, jax.sharding.PartitionSpec("data")))
    f = Candidate("f", lambda params, x: x.sum(), __file__, CONTRACT)
    assert f(mesh, x).tolist() == 28
    call = last_call()
    assert call is not None
    assert unchanged(call.arguments, {"params": mesh, "x": x})
    assert snapshot(mesh) == mesh
    assert placement(_apart([x])[0]) == placement(x) != placement(jnp.arange(8.0))


def test_arrays_of_64_bits_are_computed_with_64_bits() -> None:
    """Wherever a call is repeated: it is not only where the property said so that the answer must compute alike."""
    with jax.enable_x64(True):
        x = jnp.array([1.0, 1e-12])
    f = Candidate("f", lambda params, x: (x * jnp.array(1.0)).sum(), __file__, CONTRACT)
    assert f(None, x).dtype == "float64"
    assert f([{"x": x}], jnp.ones(2)).dtype == "float32"
    assert _apart([x])[0].dtype == "float64"
    assert jnp.array(1.0).dtype == "float32"


def test_a_transformed_candidate_is_known() -> None:
    f = Candidate("f", lambda x: (x**2).sum(), __file__, CONTRACT)
    for candidate, expected in ((f, False), (f.through(jax.grad), True)):
        candidate(jnp.array([3.0]))
        call = last_call()
        assert call is not None
        assert call.is_transformed is expected
