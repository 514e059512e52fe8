import { type Histogram, type MeterProvider, metrics, trace } from '@opentelemetry/api';
import manifest from '../../package.json' with { type: 'json' };

/** The instrumentation scope of all spans and metrics. */
const scope = { name: manifest.name, version: manifest.version } as const;

/** Goes to the tracer provider that the host has registered, or will: the API passes spans on. */
export const tracer = trace.getTracer(scope.name, scope.version);

/** What Picard measures. Durations are in seconds. */
export interface Instruments {
  readonly operationDuration: Histogram;
  readonly requestDuration: Histogram;
  readonly modelDuration: Histogram;
  readonly modelTokens: Histogram;
}

let present: { readonly provider: MeterProvider; readonly instruments: Instruments } | undefined;

/**
 * The instruments of the meter provider that is registered now. Unlike tracers, meters are not passed on by the
 * API: one that was asked for before the host's set-up would measure into nothing for ever.
 */
export function instruments(): Instruments {
  const provider = metrics.getMeterProvider();
  if (present?.provider !== provider) present = { provider, instruments: make(provider) };
  return present.instruments;
}

/** As the semantic conventions advise. */
const fast = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const slow = [
  0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92,
];
const tokens = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576];

function make(provider: MeterProvider): Instruments {
  const meter = provider.getMeter(scope.name, scope.version);
  const histogram = (name: string, unit: string, description: string, boundaries: number[]) =>
    meter.createHistogram(name, {
      unit,
      description,
      advice: { explicitBucketBoundaries: boundaries },
    });
  return {
    operationDuration: histogram('picard.operation.duration', 's', 'Duration of operations.', fast),
    requestDuration: histogram(
      'http.server.request.duration',
      's',
      'Duration of HTTP server requests.',
      fast,
    ),
    modelDuration: histogram(
      'gen_ai.client.operation.duration',
      's',
      'Duration of calls of embedding and language models.',
      slow,
    ),
    modelTokens: histogram(
      'gen_ai.client.token.usage',
      '{token}',
      'Tokens that language models read and wrote.',
      tokens,
    ),
  };
}
