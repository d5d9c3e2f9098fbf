// SDK v2 as its documentation has it for node:http: a factory behind createMcpHandler.
import {
  localhostHostValidation,
  localhostOriginValidation,
  type NodeIncomingMessageLike,
  toNodeHandler,
} from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { listen } from '../shared/listen.ts';
import { createSdkV2Server } from '../shared/sdk-v2.ts';

const handle = toNodeHandler(createMcpHandler(createSdkV2Server));
const isHostAllowed = localhostHostValidation();
const isOriginAllowed = localhostOriginValidation();

listen((req, res) => {
  // The adapter's type and Node's disagree under exactOptionalPropertyTypes.
  if (isHostAllowed(req, res) && isOriginAllowed(req, res)) void handle(req as NodeIncomingMessageLike, res);
});
