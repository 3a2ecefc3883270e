"""Every sentence of the MNIST program, in both languages, with the same placeholders."""

from __future__ import annotations

from byhand.course import Text
from byhand.language import detect

MESSAGES: dict[str, Text] = {
    # Where the data came from.
    "folder": {
        "en": "MNIST from {where}: {train:,} training and {test:,} test images",
        "zh": "MNIST，取自 {where}：训练图片 {train:,} 张，测试图片 {test:,} 张",
    },
    "download": {
        "en": "MNIST, downloaded from {where}: {train:,} training and {test:,} test images",
        "zh": "MNIST，下载自 {where}：训练图片 {train:,} 张，测试图片 {test:,} 张",
    },
    "offline": {
        "en": "no connection to any MNIST mirror, so scikit-learn's 1,797 real 8×8 digits instead, "
        "enlarged to 28×28: {train:,} training and {test:,} test images",
        "zh": "连不上任何 MNIST 镜像，改用 scikit-learn 自带的 1,797 张真实 8×8 手写数字，放大到 28×28："
        "训练图片 {train:,} 张，测试图片 {test:,} 张",
    },
    "digits": {
        "en": "scikit-learn's 1,797 real 8×8 digits, enlarged to 28×28: {train:,} training and {test:,} test images",
        "zh": "scikit-learn 自带的 1,797 张真实 8×8 手写数字，放大到 28×28：训练图片 {train:,} 张，"
        "测试图片 {test:,} 张",
    },
    "downloading": {"en": "Downloading MNIST from {host}", "zh": "正在从 {host} 下载 MNIST"},
    # Data that cannot be used, then what to do.
    "no_folder": {
        "en": "BYHAND_DATA names {path}, which is not a folder.",
        "zh": "BYHAND_DATA 指向 {path}，但它不是文件夹。",
    },
    "missing": {"en": "{path} is missing.", "zh": "缺少文件 {path}。"},
    "unreadable": {"en": "{path} cannot be read: {reason}.", "zh": "无法读取 {path}：{reason}。"},
    "truncated": {
        "en": "{path} is cut short: {size:,} of {expected:,} bytes.",
        "zh": "{path} 不完整：只有 {size:,} 字节，应为 {expected:,} 字节。",
    },
    "wrong": {
        "en": "{path} is damaged or not MNIST's: its SHA-256 is {found}…, not {expected}….",
        "zh": "{path} 已损坏或不是 MNIST 的文件：SHA-256 为 {found}…，应为 {expected}…。",
    },
    "wrong_download": {
        "en": "What {host} sent as {name} is not MNIST's file; it was thrown away.",
        "zh": "{host} 发来的 {name} 不是 MNIST 的文件，已丢弃。",
    },
    "unwritable": {"en": "Cannot write to {path}: {reason}.", "zh": "无法写入 {path}：{reason}。"},
    "mend_folder": {
        "en": "Put the four original .gz files there, or unset BYHAND_DATA to have them downloaded.",
        "zh": "请把四个原始 .gz 文件放进该文件夹，或取消 BYHAND_DATA，让程序自动下载。",
    },
    "mend_cache": {
        "en": "Delete it and run again: it will be downloaded anew.",
        "zh": "请删除它再运行一次，程序会重新下载。",
    },
    "mend_download": {
        "en": "Try again from another network, or set BYHAND_DATA to a folder with the four .gz files.",
        "zh": "请换一个网络再试，或把 BYHAND_DATA 设为存有四个原始 .gz 文件的文件夹。",
    },
    "mend_out": {"en": "Choose another folder with --out.", "zh": "请用 --out 指定另一个文件夹。"},
    # Saved parameters.
    "no_params": {
        "en": "{path} holds no network that this program saved: {reason}.",
        "zh": "{path} 不是本程序保存的网络：{reason}。",
    },
    "params_entries": {
        "en": "its entries are {found}, not w0, b0, w1, b1, …",
        "zh": "其中的条目为 {found}，而不是 w0, b0, w1, b1, …",
    },
    "params_shapes": {
        "en": "{name} has shape {shape} and dtype {dtype}, which does not fit the layer before",
        "zh": "{name} 的形状为 {shape}、dtype 为 {dtype}，与前一层接不上",
    },
    "params_damaged": {"en": "it is damaged or of another format", "zh": "文件已损坏或属于其他格式"},
    "mend_params": {
        "en": "Train a network and save it with: uv run byhand mnist",
        "zh": "请先训练并保存一个网络：uv run byhand mnist",
    },
    # Checkpoints.
    "no_checkpoint": {
        "en": "There is no {path} to go on from.",
        "zh": "没有可以接着训练的检查点：{path} 不存在。",
    },
    "mend_no_checkpoint": {
        "en": "Name the folder of the run with --out, or start anew without --resume.",
        "zh": "请用 --out 指出那次训练的文件夹；或者去掉 --resume，从头训练。",
    },
    "other_checkpoint": {
        "en": "{path} has the format {found}, this program reads {expected}. Start anew without --resume.",
        "zh": "{path} 的格式是 {found}，本程序只认 {expected}。请去掉 --resume，从头训练。",
    },
    "bad_checkpoint": {
        "en": "{path} is damaged, cut short or no checkpoint.",
        "zh": "{path} 已损坏、不完整，或者根本不是检查点。",
    },
    "mend_checkpoint": {
        "en": "Put back a good copy, or start anew without --resume.",
        "zh": "请换回完好的副本；或者去掉 --resume，从头训练。",
    },
    "other_run": {
        "en": "{path} belongs to another run (there ≠ here): {differences}. "
        "Ask for the same as it, or start anew without --resume.",
        "zh": "{path} 来自另一次训练（检查点 ≠ 现在）：{differences}。请改成与它一致；或者去掉 --resume，从头训练。",
    },
    "nothing_left": {
        "en": "{path} has been through {done} epochs already. Ask for as many or more with --epochs.",
        "zh": "{path} 已经训练了 {done} 轮。请把 --epochs 设为不小于它的数。",
    },
    "resuming": {
        "en": "Going on from {path}: {done} of {epochs} epochs are done.",
        "zh": "从 {path} 接着训练：共 {epochs} 轮，已完成 {done} 轮。",
    },
    "kept": {
        "en": "An unfinished run is in {path}. --resume would go on from it; now it is kept as {kept}.",
        "zh": "{path} 里有一次没训练完的结果，加 --resume 可以接着训练；这次会把它改名为 {kept} 留着。",
    },
    # Devices.
    "cores": {"en": "{kind}, {count} cores", "zh": "{kind}，{count} 核"},
    "joined": {"en": "{kind}, {count} processes", "zh": "{kind}，{count} 个进程"},
    "device_line": {"en": "{kind}, JAX {version} ({reason})", "zh": "{kind}，JAX {version}（{reason}）"},
    "as_asked": {"en": "as {option} asks", "zh": "由 {option} 指定"},
    "only_cpu": {"en": "no GPU or TPU found", "zh": "没有找到 GPU 或 TPU"},
    "fastest": {"en": "the fastest found", "zh": "已找到的最快设备"},
    "cuda_missing": {
        "en": "This machine has an NVIDIA card. To train on it: uv run --extra cuda byhand mnist",
        "zh": "这台机器有 NVIDIA 显卡。想用它训练，请运行：uv run --extra cuda byhand mnist",
    },
    "cuda_broken": {
        "en": "This machine has an NVIDIA card, but JAX cannot use it. What does nvidia-smi say?",
        "zh": "这台机器有 NVIDIA 显卡，但 JAX 用不了它。请运行 nvidia-smi，看看驱动是否正常。",
    },
    "no_device": {"en": "JAX finds no {asked} here, only: {found}.", "zh": "JAX 没有找到 {asked}，只找到 {found}。"},
    "mend_no_gpu": {
        "en": "For an NVIDIA card on Linux: uv run --extra cuda byhand mnist. "
        "To train on what there is, leave --device out.",
        "zh": "Linux 上的 NVIDIA 显卡请这样用：uv run --extra cuda byhand mnist。想用现有的设备训练，请去掉 --device。",
    },
    "mend_no_device": {
        "en": "To train on what there is, leave --device out.",
        "zh": "想用现有的设备训练，请去掉 --device。",
    },
    # Several processes.
    "no_coordinator": {
        "en": "Process 0 does not answer at {address} ({reason}; tried for {seconds:.0f} s). "
        "Is it running, is --coordinator right, and is the port open between the machines?",
        "zh": "{address} 上的 0 号进程没有应答（{reason}；已尝试 {seconds:.0f} 秒）。"
        "请检查它是否已启动，--coordinator 是否写对，机器之间的端口是否开放。",
    },
    "cannot_listen": {
        "en": "Process 0 cannot listen at {address}: choose a port that is free.",
        "zh": "0 号进程无法在 {address} 上监听，请换一个空闲的端口。",
    },
    "not_joined": {
        "en": "The processes did not come together: {reason}. Start all of them, with the same --processes "
        "and --coordinator, within {seconds} s.",
        "zh": "各进程没能连到一起：{reason}。请在 {seconds} 秒内启动全部进程，--processes 与 --coordinator 要一致。",
    },
    "no_cluster": {
        "en": "JAX finds no cluster here ({reason}). --cluster is for SLURM, Open MPI and Kubernetes; "
        "elsewhere, use --processes, --process and --coordinator.",
        "zh": "JAX 没有发现集群环境（{reason}）。--cluster 用于 SLURM、Open MPI 和 Kubernetes；"
        "其他情况请用 --processes、--process 和 --coordinator。",
    },
    "disagree": {
        "en": "The processes were not told the same: options, data and --resume must be alike in all {count}.",
        "zh": "各进程的设置不一致：全部 {count} 个进程的选项、数据和 --resume 必须相同。",
    },
    "process_killed": {
        "en": "{who} was killed by {signal}.",
        "zh": "{who}被信号 {signal} 终止。",
    },
    "process_lost": {
        "en": "{who} lost contact with the others: one of them ended, or its machine no longer answers.",
        "zh": "{who}与其他进程失去了联系：其中某个进程已退出，或者它所在的机器不再应答。",
    },
    "process_ended": {"en": "{who} ended with status {status}.", "zh": "{who}以状态码 {status} 退出。"},
    "who": {"en": "Process {number} of {count}", "zh": "第 {number} 号进程（共 {count} 个）"},
    "who_here": {"en": "The process on this machine", "zh": "这台机器上的进程"},
    "others_stopped": {"en": "All processes here were stopped.", "zh": "这台机器上的进程都已停止。"},
    "go_on": {
        "en": "{done} epochs are saved. To go on from there, run the same command with --resume.",
        "zh": "已保存前 {done} 轮的结果。想接着训练，请在同样的命令后加上 --resume。",
    },
    "go_on_elsewhere": {
        "en": "Process 0 has the checkpoint. To go on from it, run all commands again with --resume.",
        "zh": "检查点由 0 号进程保存。想接着训练，请把各条命令都加上 --resume 重新运行。",
    },
    "start_again": {
        "en": "No epoch was finished, so run the same command again.",
        "zh": "还没有训练完一轮，请重新运行同样的命令。",
    },
    # What cannot be trained.
    "bad_sizes": {
        "en": "sizes {sizes} do not fit: {pixels} pixels go in, 10 classes come out, no layer is empty.",
        "zh": "{sizes} 不合适：输入是 {pixels} 个像素，输出是 10 个类别，任何一层都不能为空。",
    },
    "bad_batch": {
        "en": "A batch of {batch} is more than the {train:,} training images. Lower --batch-size.",
        "zh": "批量大小 {batch} 超过了训练图片的数目 {train:,}。请减小 --batch-size。",
    },
    "not_written": {
        "en": "exercises/mnist_mlp.py is not finished: {what} is still a stub.",
        "zh": "exercises/mnist_mlp.py 尚未完成：{what} 还没有写。",
    },
    "no_code": {
        "en": "{path} does not exist. Run byhand inside the course's folder.",
        "zh": "{path} 不存在。请在课程文件夹中运行 byhand。",
    },
    # The terminal.
    "device": {"en": "Device", "zh": "设备"},
    "data": {"en": "Data", "zh": "数据"},
    "network": {"en": "Network", "zh": "网络"},
    "saved": {"en": "Saved", "zh": "已保存"},
    "parameters": {"en": "{count:,} parameters", "zh": "{count:,} 个参数"},
    "epoch": {"en": "Epoch", "zh": "轮次"},
    "loss": {"en": "Loss", "zh": "损失"},
    "train_accuracy": {"en": "Training", "zh": "训练集"},
    "test_accuracy": {"en": "Test", "zh": "测试集"},
    "time": {"en": "Time", "zh": "用时"},
    "seconds": {"en": "{seconds:.2f} s", "zh": "{seconds:.2f} 秒"},
    "training": {"en": "Training", "zh": "正在训练"},
    "speed": {
        "en": "Compiled in {compile:.1f} s, then {epoch:.2f} s an epoch.",
        "zh": "编译用时 {compile:.1f} 秒，之后每轮 {epoch:.2f} 秒。",
    },
    "speed_kept": {
        "en": "The compiled program came from the cache in {compile:.1f} s; then {epoch:.2f} s an epoch.",
        "zh": "编译好的程序取自缓存，用时 {compile:.1f} 秒，之后每轮 {epoch:.2f} 秒。",
    },
    "result": {
        "en": "Test accuracy {accuracy:.2%}: {wrong:,} of {test:,} images wrong.",
        "zh": "测试准确率 {accuracy:.2%}：{test:,} 张图片中认错 {wrong:,} 张。",
    },
    "try_load": {
        "en": "Evaluate it again: uv run byhand mnist --load {path}",
        "zh": "再次评估：uv run byhand mnist --load {path}",
    },
    "stopped": {"en": "Stopped. No file was left half-written.", "zh": "已停止，没有留下写了一半的文件。"},
    # Figures.
    "figure_loss": {"en": "training loss", "zh": "训练损失"},
    "figure_accuracy": {"en": "accuracy", "zh": "准确率"},
    "figure_epoch": {"en": "epoch", "zh": "轮次"},
    "figure_train": {"en": "training images", "zh": "训练图片"},
    "figure_test": {"en": "test images", "zh": "测试图片"},
    "figure_label": {"en": "label", "zh": "标签"},
    "figure_prediction": {"en": "prediction", "zh": "预测"},
}


def say(language: str | None, key: str, **values: object) -> str:
    """Return a sentence in "en" or "zh"; with None, as `⟦English|中文⟧`, which a page resolves."""
    text = MESSAGES[key]
    if language is None:
        return f"⟦{text['en'].format(**values)}|{text['zh'].format(**values)}⟧"
    return text[language].format(**values)


class MnistError(Exception):
    """Something that the person at the terminal can mend, said in their language."""

    def __init__(self, *keys: str, **values: object) -> None:
        """Take the keys of its sentences and their values; a value may be an MnistError, said within."""
        super().__init__(*keys)
        self.keys = keys
        self.values = values

    def say(self, language: str) -> str:
        """Return the message in "en" or "zh"."""
        values = {k: v.say(language) if isinstance(v, MnistError) else v for k, v in self.values.items()}
        joint = " " if language == "en" else ""
        return joint.join(say(language, key, **values) for key in self.keys)

    def __str__(self) -> str:
        """Return the message in the language of the environment."""
        return self.say(detect())
