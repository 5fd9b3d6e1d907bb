// First import of a reader process. Its standard output is the command's own (a table, JSON): what libraries print must not get in.
process.stdout.write = () => true
// Without its parent a reader has nobody to answer.
process.on('disconnect', () => process.exit(0))
