import { entityTypes } from '../model/entity-types.ts';

/**
 * What the service root answers: the sets there are.
 * @param serviceRoot `https://host/v1.0`
 * @spec OData JSON Format 4.01 §5
 */
export function serviceDocument(serviceRoot: string): Readonly<Record<string, unknown>> {
  const sets = ['directoryObjects', ...entityTypes.map(({ set }) => set).filter((set) => !set.includes('/'))];
  return {
    '@odata.context': `${serviceRoot}/$metadata`,
    value: [
      ...sets.map((name) => ({ name, kind: 'EntitySet', url: name })),
      { name: 'me', kind: 'Singleton', url: 'me' },
    ],
  };
}
