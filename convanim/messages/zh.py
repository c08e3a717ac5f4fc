"""Chinese, simplified, in the terms of its literature on deep learning."""

CHINESE: dict[str, str] = {
    # what parts of sentences are joined by
    " ": "",
    ", ": "，",
    "; ": "；",
    "{one}, {other}": "{one}、{other}",
    "{one} and {other}": "{one}、{other}",
    "{name}: {line}": "{name}：{line}",
    "{name}: ": "{name}：",
    "{told} ({more})": "{told}（{more}）",
    # layers, and what they are called in the boxes of networks
    "Convolution": "卷积",
    "conv": "卷积",
    "Transposed convolution": "转置卷积",
    "transposed conv": "转置卷积",
    "Max pooling": "最大池化",
    "max pool": "最大池化",
    "maxpool": "最大池化",
    "Average pooling": "平均池化",
    "average pool": "平均池化",
    "avgpool": "平均池化",
    "Lp pooling": "Lp 池化",
    "Lp pool": "Lp 池化",
    "lppool": "Lp 池化",
    "Global pooling": "全局池化",
    "global pool": "全局池化",
    "globalpool": "全局池化",
    "Adaptive average pooling": "自适应平均池化",
    "adaptive pool": "自适应池化",
    "Gradient of the input": "输入的梯度",
    "grad input": "输入的梯度",
    "Gradient of the kernel": "卷积核的梯度",
    "grad kernel": "卷积核的梯度",
    "depthwise {name}": "逐通道{name}",
    "{name}, {maps}": "{name}（{maps}）",
    "{name} (reduction)": "{name}（降维）",
    "concat": "拼接",
    "add": "相加",
    # what they read, have and make
    "input": "输入",
    "kernel": "卷积核",
    "output": "输出",
    "window": "窗口",
    "padding": "填充",
    "output padding": "输出填充",
    "bias": "偏置",
    "+ bias": "+ 偏置",
    "weights": "权重",
    "pixel": "像素",
    "filter": "滤波器",
    "product": "乘积",
    "products": "乘积",
    "gradient of the input": "输入的梯度",
    "gradient of the kernel": "卷积核的梯度",
    "gradient of the output": "输出的梯度",
    "{input} (stretched)": "{input}（插零）",
    "{kernel} (turned in the window)": "{kernel}（在窗口中翻转）",
    "{count:,} channel": "{count:,} 个通道",
    "{count:,} channels": "{count:,} 个通道",
    "{count} channels": "{count} 个通道",
    "{count} filter": "{count} 个滤波器",
    "{count} filters": "{count} 个滤波器",
    "{count} of {maps} filters": "{maps} 个滤波器中的 {count} 个",
    "{size} each": "每个 {size}",
    "up to {size}": "至多 {size}",
    "channel {number}": "通道 {number}",
    ", channel {number}": "，通道 {number}",
    "channel {number}: ": "通道 {number}：",
    "filter {number}": "滤波器 {number}",
    "layer {number}": "第 {number} 层",
    "output {number}": "输出 {number}",
    "output {number}: ": "输出 {number}：",
    "sum: ": "和：",
    # settings
    "stride {value}": "步幅 {value}",
    "padding {value}": "填充 {value}",
    "dilation {value}": "膨胀率 {value}",
    "groups {value}": "分组 {value}",
    "{count} groups": "{count} 组",
    "then {value}": "后接 {value}",
    "mode {value}": "{value}填充",
    "ceil {value}": "向上取整{value}",
    "norm {value}": "范数 {value}",
    "global {value}": "全局{value}",
    "adaptive {value}": "自适应{value}",
    "output padding {value}": "输出填充 {value}",
    "zeros after {value}": "末尾补零 {value}",
    "no bias": "无偏置",
    "reflect": "反射",
    "symmetric": "对称",
    "replicate": "复制",
    "circular": "循环",
    "mode": "模式",
    # what a window's cells become
    "sum": "和",
    "max": "最大值",
    "mean": "平均值",
    "{p}-norm": "{p}-范数",
    "takes the largest cell": "取最大值",
    "takes the mean": "取平均值",
    "takes the {p}-norm": "取 {p}-范数",
    "{word} of": "取{word}",
    "{word} of {windows}": "{windows} 的{word}",
    "{word} {windows}": "{word} {windows}",
    # costs
    "{count} parameters": "{count} 个参数",
    "no parameters": "无参数",
    "{count} multiply-adds": "{count} 次乘加",
    "{parameters} parameters, {work} multiply-adds": "{parameters} 个参数，{work} 次乘加",
    # what a layer does
    ", padded by {pads},": "（填充 {pads}）",
    ", padded by {pads} with {held},": "（填充 {pads}，填充值为{held}）",
    "zeros": "零",
    "its mirror image, the edge not repeated": "镜像（不重复边缘）",
    "its mirror image, the edge repeated": "镜像（重复边缘）",
    "copies of its edge": "边缘的复制",
    "what lies at its other end": "另一端的值",
    ", dilated by {dilation}": "、膨胀率 {dilation}",
    ", dilated by {dilation},": "（膨胀率 {dilation}）",
    ", dilated by the stride {stride},": "（以步幅 {stride} 为膨胀率）",
    "A {kernel} window{dilated} moves over the {size} {input}{padded} with stride {stride}{does}": (
        "一个 {kernel} 的窗口{dilated}在 {size} 的{input}{padded}上滑动，步幅为 {stride}{does}"
    ),
    "A window of at most {kernel} moves over the {size} input so that all of it is covered evenly, "
    "and takes the mean": (
        "一个至多 {kernel} 的窗口在 {size} 的输入上移动，均匀覆盖整个输入，取平均值"
    ),
    "The {kernel} {moved}{dilated} moves over the {size} {input}{padded} with stride {stride}": (
        "{kernel} 的{moved}{dilated}在 {size} 的{input}{padded}上滑动，步幅为 {stride}"
    ),
    "The transpose of a convolution with a {kernel} kernel{dilated}, stride {stride} and padding "
    "{pads}, drawn as the convolution it equals: the turned kernel moves over the {size} "
    "{input}{how}": (
        "卷积核 {kernel}{dilated}、步幅 {stride}、填充 {pads} 的卷积的转置，画成与之等价的卷积："
        "翻转后的卷积核在 {size} 的{input}{how}上滑动"
    ),
    ", stretched and padded with zeros,": "（插零并补零）",
    ", stretched with zeros,": "（插零）",
    ", padded with zeros,": "（补零）",
    "{moves} and fills the {size} {output}, one cell a step, in {steps:,} steps.": (
        "{moves}，逐步填满 {size} 的{output}，每步一格，共 {steps:,} 步。"
    ),
    "{moves} and marks the cell of the {size} {output} that it makes, one a step, "
    "in {steps:,} steps.": ("{moves}，每步标出 {size} 的{output}中所得的一格，共 {steps:,} 步。"),
    "one of {channels} channels": "{channels} 个通道之一",
    "one of {channels} channels in": "{channels} 个输入通道之一",
    "one of {maps} channels out": "{maps} 个输出通道之一",
    "one of {channels} channels in and {maps} out": (
        "{channels} 个输入通道之一、{maps} 个输出通道之一"
    ),
    "It shows {note}.": "图中所示为 {note}。",
    # steps
    "step {number}": "第 {number} 步",
    "Step {number} of {steps:,}.": "第 {number} 步，共 {steps:,} 步。",
    "Side by side: {names}.": "并排：{names}。",
    "Output {output} reads {cells} of the input.": "输出 {output} 读取输入的{cells}。",
    "Output {output} reads no cell of the input.": "输出 {output} 不读取输入的任何一格。",
    "Output {output} reads {cells} of the input, through {count} of its {taps} taps.": (
        "输出 {output} 读取输入的{cells}，用到卷积核 {taps} 个位置中的 {count} 个。"
    ),
    "Output {output} reads {cells} of the input; {count} of its {taps} taps lies in the padding.": (
        "输出 {output} 读取输入的{cells}；窗口的 {taps} 个位置中有 {count} 个落在填充区。"
    ),
    "Output {output} reads {cells} of the input; {count} of its {taps} taps lie in the padding.": (
        "输出 {output} 读取输入的{cells}；窗口的 {taps} 个位置中有 {count} 个落在填充区。"
    ),
    "cell {number}": "第 {number} 格",
    "cells {numbers}": "第 {numbers} 格",
    "cells {first} to {last}": "第 {first} 至 {last} 格",
    "row {number}": "第 {number} 行",
    "rows {numbers}": "第 {numbers} 行",
    "rows {first} to {last}": "第 {first} 至 {last} 行",
    "column {number}": "第 {number} 列",
    "columns {numbers}": "第 {numbers} 列",
    "columns {first} to {last}": "第 {first} 至 {last} 列",
    "slice {number}": "第 {number} 层",
    "slices {numbers}": "第 {numbers} 层",
    "slices {first} to {last}": "第 {first} 至 {last} 层",
    # numbers in cells
    "Below, each step's number is worked out.": "下方写出每一步的计算。",
    "{value} × kernel: ": "{value} × 卷积核：",
    "times written": "写入次数",
    "with stride 1": "步幅为 1 时",
    "kept by stride {stride}": "步幅 {stride} 保留的",
    "Each cell of the {size} {input} in turn multiplies the {kernel} kernel and adds it to the "
    "{made} {output}, {stride} on from the one before; where such stamps overlap they add up. "
    "{steps:,} steps.": (
        "{size} 的{input}的每一格依次与 {kernel} 的卷积核相乘，并加到 {made} 的{output}上，"
        "每次比前一次移动 {stride} 格；重叠之处相加。共 {steps:,} 步。"
    ),
    "times each cell is read": "每格被读取的次数",
    "{count} of {windows} windows counted; this one reads {read} of the cells": (
        "已计入 {windows} 个窗口中的 {count} 个；此窗口读取 {read} 格"
    ),
    "How many windows read each cell. {title}": "每格被多少个窗口读取。{title}",
    "On each cell of the input stands how many windows have read it, one window more a step: in "
    "the end {least} to {most}.": (
        "输入的每一格上写着已有多少个窗口读取过它，每步增加一个窗口：最终为 {least} 至 {most}。"
    ),
    # matrices
    "matrix": "矩阵",
    "matrix, transposed": "转置矩阵",
    "filters, one a row": "滤波器，每行一个",
    "patches, one a column": "图块，每列一个",
    "patches, a column for each window": "图块，每个窗口一列",
    "pixels, one a column": "像素，每列一个",
    "{name} as a matrix product, {one} times {other}: the {size} {input} gives the {made} "
    "{output}, one column of the patches' matrix a step, in {steps:,} steps.": (
        "写成矩阵乘积的{name}，{one} 乘 {other}：由 {size} 的{input}得到 {made} 的{output}，"
        "每步取图块矩阵的一列，共 {steps:,} 步。"
    ),
    "{name} as a matrix product, {one} times {other}: the {size} {input} gives the {made} "
    "{output}, one row of the sparse matrix a step, in {steps:,} steps.": (
        "写成矩阵乘积的{name}，{one} 乘 {other}：由 {size} 的{input}得到 {made} 的{output}，"
        "每步取稀疏矩阵的一行，共 {steps:,} 步。"
    ),
    "one layer": "单独一层",
    "one layer's weights": "单独一层的权重",
    "The one layer that they are on the whole makes the same output of the same input.": (
        "这几层合并成的单独一层由相同的输入得到相同的输出。"
    ),
    "One layer of the same weights, with nothing between them, makes another output.": (
        "去掉层间运算、以相同权重合并成的单独一层得到不同的输出。"
    ),
    # blocks of channels
    "A block of {block} cells of the {size} {input}{padded} meets a filter of the same size and "
    "makes one cell of the {made} {output}, in {steps:,} steps.": (
        "{size} 的{input}{padded}中一个 {block} 的块与同样大小的滤波器逐格相乘并求和，"
        "得到 {made} 的{output}中的一格，共 {steps:,} 步。"
    ),
    "The {word} of a block of {block} cells of the {size} {input}{padded} is one cell of the "
    "{made} {output}, in {steps:,} steps.": (
        "{size} 的{input}{padded}中一个 {block} 的块的{word}成为 {made} 的{output}中的一格，"
        "共 {steps:,} 步。"
    ),
    "{filters} of the {maps} output channels are shown.": (
        "图中只画出 {maps} 个输出通道中的 {filters} 个。"
    ),
    "A part of the cells is shown.": "图中只画出一部分单元。",
    # curves
    "box": "矩形函数",
    "triangle": "三角函数",
    "exponential": "指数函数",
    "gaussian": "高斯函数",
    "sine": "正弦函数",
    "1 for |t| < 0.5": "|t| < 0.5 时为 1",
    "1 − |t| for |t| < 1": "|t| < 1 时为 1 − |t|",
    "exp(−t) from t = 0": "t ≥ 0 时为 exp(−t)",
    "normal, σ = 0.5": "正态，σ = 0.5",
    "sin(2πt) from 0 to 2": "0 至 2 上的 sin(2πt)",
    "{letter}: {count} samples": "{letter}：{count} 个采样",
    "Convolution of {f} and {g}": "{f} 与 {g} 的卷积",
    "Cross-correlation of {f} and {g}": "{f} 与 {g} 的互相关",
    "{title}: the second one, turned round, slides over the first. Where both are, their product "
    "is summed up: that is the value of the convolution, drawn below, in {steps:,} steps.": (
        "{title}：后者翻转后在前者上滑动。在两者重叠之处对乘积求和，即为卷积的值，画在下方，"
        "共 {steps:,} 步。"
    ),
    "{title}: the second one, slides over the first. Where both are, their product is summed up: "
    "that is the value of the cross-correlation, drawn below, in {steps:,} steps.": (
        "{title}：后者在前者上滑动。在两者重叠之处对乘积求和，即为互相关的值，画在下方，"
        "共 {steps:,} 步。"
    ),
    "area under {product}": "{product} 下的面积",
    "area = ": "面积 = ",
    "net area = ": "净面积 = ",
    " (drawn × {times:g})": "（放大 {times:g} 倍）",
    "counts as negative": "计为负",
    "Area below zero is hatched and counts as negative: what is written is the net area.": (
        "零线以下的面积画有斜线，计为负：图中写出的是净面积。"
    ),
    "cross-correlation(t)": "互相关(t)",
    "cross-correlation[n]": "互相关[n]",
    ", its samples {count} apart": "，采样间隔 {count}",
    ", every 2nd n": "，每 2 个 n 取一个",
    ", every 3rd n": "，每 3 个 n 取一个",
    ", every {count}th n": "，每 {count} 个 n 取一个",
    # surfaces
    "The kernels of {filters} as surfaces over a table and as pictures seen from above, one a "
    "step, in {steps} steps.": (
        "{filters}的卷积核，画成台面上的曲面和俯视图，每步一个，共 {steps} 步。"
    ),
    "The {size} kernel as a surface turns on a table, in {steps} steps.": (
        "{size} 的卷积核画成曲面，在台面上旋转，共 {steps} 步。"
    ),
    "The {channels} input maps as surfaces, each with its weight, and the map that is their "
    "weighted sum, one output channel a step, in {steps} steps.": (
        "{channels} 张输入特征图画成曲面，各带权重，旁边是它们的加权和，每步一个输出通道，"
        "共 {steps} 步。"
    ),
    "{name} of {windows}: a map and what is left of it, as surfaces, in {steps} steps.": (
        "{name}（{windows}）：一张特征图及其结果，画成曲面，共 {steps} 步。"
    ),
    # networks
    "Network: {line}": "网络：{line}",
    "{inputs} inputs, {channels} channels": "{inputs} 个输入，{channels} 个通道",
    "{read} -> {made} channels": "{read} -> {made} 个通道",
    "element by element": "逐元素",
    "Boxes joined by arrows, read from the bottom up; they light up one by one, branch by branch. "
    "The input is {volume}.": (
        "由箭头相连的方框，自下而上阅读，逐个分支依次点亮。输入为 {volume}。"
    ),
    "{name} reads {those}: {volume}.": "{name}读取{those}：{volume}。",
    "{count} more follow.": "其后还有 {count} 个。",
    # receptive fields
    "Receptive field: {count} layer, {sizes}": "感受野：{count} 层，{sizes}",
    "Receptive field: {count} layers, {sizes}": "感受野：{count} 层，{sizes}",
    "One cell of the {made} output, and map by map what it depends on, down to the {size} input: "
    "{found}.": "{made} 的输出中的一格，以及它逐层所依赖的范围，直到 {size} 的输入：{found}。",
    "Then {next}.": "然后，{next}。",
    "receptive {field}": "感受野{field}",
    "field {size}, jump {jump}, start {start}": "大小 {size}，间距 {jump}，起点 {start}",
    "the cell to its right sees {jump} cell further: jump {jump}": (
        "右侧一格的感受野平移 {jump} 格：间距 {jump}"
    ),
    "the cell to its right sees {jump} cells further: jump {jump}": (
        "右侧一格的感受野平移 {jump} 格：间距 {jump}"
    ),
    "the cell below it sees {jump} cell further: jump {jump}": (
        "下方一格的感受野平移 {jump} 格：间距 {jump}"
    ),
    "the cell below it sees {jump} cells further: jump {jump}": (
        "下方一格的感受野平移 {jump} 格：间距 {jump}"
    ),
    "one cell of {name}": "{name}的一格",
    "it sees {size} cells of {name}": "它看到{name}的 {size} 格",
    "reads {count}": "读取 {count} 格",
    "{count} in padding": "{count} 格在填充区",
    ": {layer} -> {size}": "：{layer} -> {size}",
    # a lecture's first page
    "Convolution arithmetic": "卷积算术",
    "and {count} more": "另有 {count} 个",
}
"""What is said, by its English."""
