import type { scan as zh } from '../zh/scan.ts'

/** What is wrong with a scan, shown with the page. */
export const scan = {
  findings: 'What is wrong with the scan',
  fit: 'Fit by hand',
  fitTitle: 'Fit by hand',
  fitSheet: 'Scan and layout',
  fitId: 'Id printed beside the page code',
  fitIdHint: 'Copy it from the paper: serial and page. With the id alone the machine fits the page itself.',
  fitHint: 'Move the rings onto the printed black discs: two opposite corners first, the others follow.',
  fitHandle: 'Handle {n} of {of}; {put} put',
  fitSend: 'Fit it so and read it again',
  fitSent: 'It is read again so; what people keyed stays.',
  noRescans: 'Nothing is to be scanned again.',
  print: 'Print the list',
  printed: 'To be scanned again · {n} entries · {at}',
  place: 'image {n} of {of}',
  came: 'came',
  envelope: 'Waybill',
  serial: 'Serial',
  unknown: 'not known',
  letterBack: 'sent back by {by}',
  letterPages: 'whole letter, {n} pages',
  rescanHint: 'Scan it again into the inbox; an entry goes by itself once a better scan lies in its letter.',
} satisfies typeof zh
