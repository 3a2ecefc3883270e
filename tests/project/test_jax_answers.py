"""What the grader does for answers in JAX: transformations, donated arrays, values that cannot be shown."""

from functools import partial

import jax
import jax.numpy as jnp
import pytest

from byhand.course import public_functions
from byhand.grading.contract import Contract
from byhand.grading.explain import show
from byhand.grading.guard import Candidate, unchanged
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
