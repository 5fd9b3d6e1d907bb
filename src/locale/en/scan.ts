import type { scan as zh } from '../zh/scan.ts'

/** What is wrong with a scan, shown with the page. */
export const scan = {
  findings: 'What is wrong with the scan',
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
