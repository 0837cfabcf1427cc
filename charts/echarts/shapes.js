// Runs in every engine and on every page: puts an option on a chart. The words,
// boxes and lines in its "shapes", which stand at points of the drawing, go to the
// renderer as they are; ECharts' graphic component takes three times as long.
function tdktSet(chart, option) {
  'use strict';
  const { shapes, ...rest } = option;
  chart.setOption(rest);
  const renderer = chart.getZr();
  for (const { kind, ...props } of shapes || []) {
    renderer.add(new echarts.graphic[kind]({ silent: true, ...props }));
  }
}
