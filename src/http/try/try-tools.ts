import type { HttpCall } from '#src/http/framework/context.ts';
import type { LateDeliveries } from '#src/simulator/phones/late-deliveries.ts';
import type { SharedFiles } from '#src/simulator/phones/shared-files.ts';
import type { RunningWatch } from '#src/simulator/text-the-watch.ts';

/** What the phones on the screen keep in memory. */
export interface TryTools {
  files: SharedFiles;
  late: LateDeliveries;
}

/** This process, at the port that the request came to: whatever the proxy or the setting is. */
export function ownWatch({ req, services }: HttpCall): RunningWatch {
  const { localAddress = '127.0.0.1', localPort } = req.socket;
  const host = localAddress.includes(':') ? `[${localAddress}]` : localAddress;
  return { serviceUrl: `http://${host}:${localPort}`, config: services.config };
}
