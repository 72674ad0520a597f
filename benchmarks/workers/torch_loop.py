"""The limit on PyTorch: the same networks by hand, in PyTorch's own layout, one loop of training.

Behind workload and mode it is told the device, `fused` or `plain` (the optimizer), and the epochs
of a round. Loss and accuracy are added up where they are computed and looked at once an epoch.
"""
import sys

import torch
from protocol import serve
from torch import nn
from torch.nn import functional as F
from workloads import EPSILON, LEARNING_RATE, WORKLOADS, data


class Residual(nn.Module):
    """A residual block."""

    def __init__(self, entering, filters, stride):
        super().__init__()
        self.first = convolution(entering, filters, 3, stride)
        self.second = convolution(filters, filters, 3)
        self.shortcut = convolution(entering, filters, 1, stride) if stride > 1 else nn.Identity()

    def forward(self, x):
        return F.relu(self.second(F.relu(self.first(x))) + self.shortcut(x))


class Words(nn.Module):
    """Embedding and LSTM; the last output."""

    def __init__(self, spec):
        super().__init__()
        self.words = nn.Embedding(spec['words'], spec['width'])
        self.lstm = nn.LSTM(spec['width'], spec['hidden'][0], batch_first=True)

    def forward(self, x):
        return self.lstm(self.words(x))[0][:, -1]


def convolution(entering, filters, size, stride=1):
    """A convolution and the normalisation behind it."""
    return nn.Sequential(
        nn.Conv2d(entering, filters, size, stride, padding=size // 2, bias=False),
        nn.BatchNorm2d(filters, eps=1e-3, momentum=0.01))


def network(spec):
    """Returns the network of a workload; it gives logits."""
    features, parts = spec['input'][-1], []
    if spec['kind'] == 'recurrent':
        return nn.Sequential(Words(spec), nn.Linear(spec['hidden'][-1], spec['outputs']))
    if spec['kind'] == 'residual':
        parts += [convolution(features, spec['filters'][0], 3), nn.ReLU()]
        features = spec['filters'][0]
        for stage, filters in enumerate(spec['filters']):
            for block in range(spec['blocks']):
                parts.append(Residual(features, filters, 2 if stage and not block else 1))
                features = filters
        parts += [nn.AdaptiveAvgPool2d(1), nn.Flatten()]
    elif spec['kind'] == 'conv':
        size = spec['input'][0]
        for filters in spec['filters']:
            parts += [nn.Conv2d(features, filters, 3), nn.ReLU()]
            features, size = filters, size - 2
        parts += [nn.MaxPool2d(2), nn.Flatten()]
        features *= (size // 2) ** 2
    for units in spec.get('hidden', ()):
        parts += [nn.Linear(features, units), nn.ReLU()]
        features = units
    return nn.Sequential(*parts, nn.Linear(features, spec['outputs']))


def prepare(workload, mode):
    """Returns one round: epochs of training."""
    device, kind, epochs = sys.argv[3], sys.argv[4], int(sys.argv[5])
    spec = WORKLOADS[workload]
    x_all, y_all = map(torch.from_numpy, data(workload))
    if x_all.dim() == 4:
        x_all = x_all.permute(0, 3, 1, 2).contiguous()
    count, size = len(x_all), spec['batch_size']
    model = network(spec).to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE, eps=EPSILON,
                                 fused=True if kind == 'fused' else None)

    def epoch():
        order = torch.randperm(count)
        total, hits = torch.zeros((), device=device), torch.zeros((), device=device)
        for start in range(0, count, size):
            index = order[start:start + size]
            x = x_all[index].to(device, non_blocking=True)
            y = y_all[index].to(device, non_blocking=True)
            logits = model(x)
            if spec['outputs'] == 1:
                loss = F.binary_cross_entropy_with_logits(logits, y)
            else:
                loss = F.cross_entropy(logits, y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            with torch.no_grad():
                total += loss * len(x)
                if spec['outputs'] == 1:
                    hits += ((logits > 0) == (y > 0.5)).sum()
                else:
                    hits += (logits.argmax(1) == y.argmax(1)).sum()
        return total.item() / count, hits.item() / count

    return lambda: [epoch() for _ in range(epochs)]


if __name__ == '__main__':
    serve(prepare)
