const MM_PER_INCH = 25.4
const PT_PER_INCH = 72

export const mmToPt = (mm: number): number => (mm / MM_PER_INCH) * PT_PER_INCH
export const ptToMm = (pt: number): number => (pt / PT_PER_INCH) * MM_PER_INCH
