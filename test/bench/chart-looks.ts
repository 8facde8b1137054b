/**
 * How all charts look. CekLoker is told from the others by colour and by shape, in two colours that every kind of colour
 * vision tells apart (Okabe and Ito).
 */
export const OURS = '#D55E00';
const OTHERS = '#0072B2';
export const LOOKS = {
  background: 'white',
  config: {
    font: 'DejaVu Sans, Verdana, sans-serif',
    title: { fontSize: 16, anchor: 'start', subtitleFontSize: 12, subtitleColor: '#444', offset: 14 },
    axis: { labelFontSize: 12, titleFontSize: 12, labelLimit: 400, gridColor: '#e3e3e3' },
    header: { labelFontSize: 13, titleFontSize: 12, labelFontWeight: 'bold' },
    text: { fontSize: 12 },
    view: { stroke: '#ccc' },
  },
} as const;
export const BY_WHOSE = {
  color: {
    field: 'whose',
    type: 'nominal',
    scale: { domain: ['ours', 'others'] as string[], range: [OURS, OTHERS] as string[] },
    legend: null,
  },
  shape: {
    field: 'whose',
    type: 'nominal',
    scale: { domain: ['ours', 'others'] as string[], range: ['diamond', 'circle'] as string[] },
    legend: null,
  },
} as const;
