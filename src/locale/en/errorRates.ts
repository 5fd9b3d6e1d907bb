import type { ErrorRateWords } from '../zh/errorRates.ts'

/** Error rates: what the samples found. */
export const errorRates = {
  title: 'Error rates',
  about:
    'Decided fields are drawn at random ({shares}, percent), keyed again by somebody who has not seen them, and settled by a third where they differ. Every export states these figures.',
  toKey: 'to be keyed again',
  toSettle: 'to be settled',
  oldest: 'the oldest drawn {at}',
  all: 'all',
  byKind: 'By kind of field and way of deciding',
  byMonth: 'By month',
  columns: {
    kind: 'kind of field',
    month: 'month',
    how: 'decided by',
    drawn: 'drawn',
    sampled: 'sampled',
    differing: 'not settled',
    wrong: 'wrong',
    rate: 'rate',
    interval: '95 % interval',
    target: 'may be wrong',
    upper: 'by the upper end',
    point: 'as found',
  },
  ways: { machine: 'machine', person: 'one person', agreed: 'two people', settled: 'settler' },
  notMeasured: 'not measured yet',
  thresholds: 'Suggested thresholds',
  borne: 'May be wrong',
  ofEachKind: 'as for each kind',
  reckon: 'Reckon',
  alwaysPerson: 'always a person',
  tooFew: 'not enough sampled: {n} of at least {least}',
  noneBorne: 'no threshold is good enough ({n} sampled)',
  from: 'from {score} on; {share} still to people',
} satisfies ErrorRateWords
