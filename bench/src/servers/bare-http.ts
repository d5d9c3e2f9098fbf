// The unit of the HTTP figures: parses the request, answers, and does nothing else.
import { listen } from '../shared/listen.ts';
import { searchDocuments } from '../shared/search.ts';

listen((req, res) => {
  const chunks: Buffer[] = [];
  req.on('data', (chunk: Buffer) => chunks.push(chunk));
  req.on('end', () => {
    const { id } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { id: number };
    const body = JSON.stringify({ result: searchDocuments(), jsonrpc: '2.0', id });
    res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    res.end(body);
  });
});
