"""Writes src/testing/fixtures/scalers: scikit-learn's scalers, fitted on numbers made up for it, and what they make of some rows.

    python3 scripts/make-scaler-fixtures.py      (needs numpy, joblib and scikit-learn)
"""

import json
import pickle
from pathlib import Path

import joblib
import numpy as np
from sklearn.preprocessing import MinMaxScaler, RobustScaler, StandardScaler

FOLDER = Path(__file__).resolve().parent.parent / "src/testing/fixtures/scalers"


def main():
    random = np.random.default_rng(19)
    fitted_on = random.normal([20, -3, 1000], [5, 0.2, 80], (50, 3))
    rows = random.normal([20, -3, 1000], [9, 0.4, 200], (4, 3))
    scalers = {
        "standard.pkl": StandardScaler(),
        "standard.joblib": StandardScaler(),
        "no-mean.pkl": StandardScaler(with_mean=False),
        "no-std.pkl": StandardScaler(with_std=False),
        "minmax.pkl": MinMaxScaler(feature_range=(-1, 2)),
        "clipped.joblib": MinMaxScaler(clip=True),
    }
    FOLDER.mkdir(exist_ok=True)
    expected = {"rows": rows.tolist(), "scaled": {}}
    for name, scaler in scalers.items():
        scaler.fit(fitted_on)
        if name == "standard.joblib":
            scaler.feature_names_in_ = np.array(["temperature", "level", "pressure"], dtype=object)
        save(name, scaler)
        if name == "standard.joblib":
            del scaler.feature_names_in_
        expected["scaled"][name] = scaler.transform(rows).tolist()
    save("robust.pkl", RobustScaler().fit(fitted_on))
    save("unfitted.pkl", StandardScaler())
    (FOLDER / "expected.json").write_text(json.dumps(expected) + "\n")


def save(name, value):
    if name.endswith(".joblib"):
        joblib.dump(value, FOLDER / name)
    else:
        (FOLDER / name).write_bytes(pickle.dumps(value, protocol=4))


main()
