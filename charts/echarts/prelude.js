// Runs after echarts.common.min.js and shapes.js in every engine. tdktMeasure(text, font) comes
// from Go and answers with the width in the printed face.
(function (global) {
  'use strict';
  // The server-side renderer works without timers, but reads the names.
  const never = function () { return 0; };
  global.setTimeout = never;
  global.clearTimeout = never;
  global.requestAnimationFrame = never;
  global.cancelAnimationFrame = never;

  const warnings = [];
  const warn = function () { warnings.push(Array.prototype.join.call(arguments, ' ')); };
  global.console = { log: warn, warn: warn, error: warn };

  echarts.setPlatformAPI({
    measureText: function (text, font) { return { width: tdktMeasure(text == null ? '' : String(text), font || '') }; }
  });

  global.tdktDraw = function (json, width, height) {
    warnings.length = 0;
    const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: width, height: height });
    try {
      const option = JSON.parse(json);
      option.animation = false;
      option.progressive = 0;
      tdktSet(chart, option);
      const svg = chart.getZr().painter.renderToString({ useViewBox: true, cssAnimation: false, cssEmphasis: false });
      if (warnings.length > 0) {
        throw new Error(warnings.join('; '));
      }
      return svg;
    } finally {
      chart.dispose();
    }
  };
})(globalThis);
