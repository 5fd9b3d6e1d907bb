/** What a digit cell may hold; X is the eleventh check character of GB 11643. Posteriors are in this order. */
export const DIGIT_CLASSES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'X'] as const
