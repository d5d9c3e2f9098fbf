// The unit of the stdio figures: parses each line, answers it, and does nothing else.
import { searchDocuments } from '../shared/search.ts';

let rest = '';
process.stdin.setEncoding('utf8').on('data', (chunk: string) => {
  const lines = (rest + chunk).split('\n');
  rest = lines.pop() ?? '';
  let answers = '';
  for (const line of lines) {
    const { id } = JSON.parse(line) as { id?: number };
    if (id !== undefined) answers += `${JSON.stringify({ result: searchDocuments(), jsonrpc: '2.0', id })}\n`;
  }
  if (answers !== '') process.stdout.write(answers);
});
