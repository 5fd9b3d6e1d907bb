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
} as const satisfies PrintWords
