"""An LSTM over packed runs, with its gradient written out.

Gates in the order i, g, f, o, zero initial states: c_t = f * c_{t-1} + i * g, h_t = o * tanh(c_t) (Hochreiter and
Schmidhuber 1997 with the forget gate of Gers et al. 2000, as in Arras et al. 2017).

Writing the backward pass by hand lets everything but the recurrence itself run on all steps at once.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Any

import torch


class PackedLSTM(torch.autograd.Function):
    """projected [N, 4d] (Wxh x + b of every word), recurrent [4d, d], token [rows], counts -> states h [rows, d]."""

    @staticmethod
    def forward(
        ctx: Any, projected: torch.Tensor, recurrent: torch.Tensor, token: torch.Tensor, counts: list[int]
    ) -> torch.Tensor:
        size = recurrent.shape[1]
        gates = projected[token]
        hidden = gates.new_empty(len(token), size)
        cell = torch.empty_like(hidden)
        squashed = torch.empty_like(hidden)
        recurrent_t = recurrent.t()
        before = row = 0
        for step, count in enumerate(counts):
            end = row + count
            z, c = gates[row:end], cell[row:end]
            if step:
                z.addmm_(hidden[before : before + count], recurrent_t)
            i, g, f_o = z[:, :size].sigmoid_(), z[:, size : 2 * size].tanh_(), z[:, 2 * size :].sigmoid_()
            torch.mul(i, g, out=c)
            if step:
                c.addcmul_(f_o[:, :size], cell[before : before + count])
            torch.tanh(c, out=squashed[row:end])
            torch.mul(f_o[:, size:], squashed[row:end], out=hidden[row:end])
            before, row = row, end
        ctx.counts, ctx.words = counts, len(projected)
        ctx.save_for_backward(recurrent, token, gates, hidden, cell, squashed)
        return hidden

    @staticmethod
    def backward(ctx: Any, grad: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, None, None]:
        recurrent, token, gates, hidden, cell, squashed = ctx.saved_tensors
        counts: list[int] = ctx.counts
        size, rows = recurrent.shape[1], len(token)
        i, g, f, o = gates.view(rows, 4, size).unbind(1)
        first = counts[0]
        starts = [0, *accumulate(counts)]
        previous = rows_before(starts, counts)

        # d(pre-activation) / d(c) for i, g and f, and / d(h) for o; multiplied by the gradients in the loop.
        through_cell = o * (1 - squashed * squashed)
        dz = torch.empty_like(gates).view(rows, 4, size)
        torch.mul(g, i * (1 - i), out=dz[:, 0])
        torch.mul(i, 1 - g * g, out=dz[:, 1])
        dz[:first, 2] = 0
        torch.mul(cell[previous], (f * (1 - f))[first:], out=dz[first:, 2])
        torch.mul(squashed, o * (1 - o), out=dz[:, 3])

        dh_all = grad.clone()
        dc_all = grad.new_zeros(first, size)
        flat = dz.view(rows, 4 * size)
        for step in range(len(counts) - 1, -1, -1):
            row, count = starts[step], counts[step]
            end = row + count
            dh, dc = dh_all[row:end], dc_all[:count]
            dc.addcmul_(dh, through_cell[row:end])
            dz[row:end, :3].mul_(dc.unsqueeze(1))
            dz[row:end, 3].mul_(dh)
            if step:
                dc.mul_(f[row:end])
                dh_all[starts[step - 1] : starts[step - 1] + count].addmm_(flat[row:end], recurrent)

        d_recurrent = flat[first:].t() @ hidden[previous]
        d_projected = grad.new_zeros(ctx.words, 4 * size).index_add_(0, token, flat)
        return d_projected, d_recurrent, None, None


def rows_before(starts: list[int], counts: list[int]) -> torch.Tensor:
    """For each row from step 1 on, the row of the same run one step before, [rows - counts[0]]."""
    steps = [torch.arange(start, start + count) for start, count in zip(starts, counts[1:])]
    return torch.cat(steps) if steps else torch.empty(0, dtype=torch.long)
