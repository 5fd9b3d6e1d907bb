import type { PrintWords } from '../zh/print.ts'

/** Words on prints that belong to no form. */
export const print = {
  label: {
    title: 'EMS address label',
    to: 'To',
    from: 'From',
    name: 'Name',
    telephone: 'Telephone',
    address: 'Address',
    postcode: 'Postcode',
    cut: 'Cut along the frame and paste on the front of the EMS envelope',
    window: 'Post by {to}; the postmark decides',
  },
  separator: {
    title: 'Separator sheet of a letter',
    divider: 'Next letter',
    use: 'Lay it before all pages of this letter and scan it with them. Take it back afterwards.',
    useDivider: 'Lay it between two letters where a label cannot be read and there is no code. Use it again and again.',
    sticker: 'Letter code',
  },
  handover: {
    title: 'Hand-over of mail',
    number: 'No.',
    waybill: 'Postal number',
    postmark: 'Postmark',
    forms: 'Forms',
    pages: 'Pages',
    attachments: 'Attached',
    enclosures: 'Enclosures, notes',
    clerk: 'Clerk',
    cleared: 'Cleared',
    given: 'Handed over by',
    taken: 'Received by',
    yes: 'yes',
  },
  totals: ['envelopes', 'forms', 'form pages', 'attached pages'],
} as const satisfies PrintWords
