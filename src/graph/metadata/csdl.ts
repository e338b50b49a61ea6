import type { EntityType, Navigation, Property } from '../model/entity-type.ts';
import { entityTypes } from '../model/entity-types.ts';
import { type ComplexType, typeName, type ValueType } from '../model/value-type.ts';
import type { GraphVersion } from '../odata/index.ts';

type AnyType = EntityType<never>;

/**
 * The metadata document: the types and sets that this face serves, from the same descriptions it serves them by.
 * @returns XML
 * @spec OData CSDL XML 4.01; Graph $metadata
 */
export function renderCsdl(version: GraphVersion): string {
  const types = entityTypes.map((type) => ({ ...type, properties: propertiesOf(type, version) }));
  const complexTypes = complexTypesOf(types.flatMap(({ properties }) => properties.map(({ type }) => type)));
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">',
    '<edmx:DataServices><Schema Namespace="microsoft.graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">',
    '<EntityType Name="entity" Abstract="true"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>',
    '<EntityType Name="directoryObject" BaseType="microsoft.graph.entity" OpenType="true"><Property Name="deletedDateTime" Type="Edm.DateTimeOffset"/></EntityType>',
    ...types.map(renderEntityType),
    ...complexTypes.map(renderComplexType),
    `<EntityContainer Name="GraphService">${sets(types)}<Singleton Name="me" Type="microsoft.graph.user"/></EntityContainer>`,
    '</Schema></edmx:DataServices></edmx:Edmx>',
  ].join('\n');
}

function propertiesOf({ properties }: AnyType, version: GraphVersion): readonly Property<never>[] {
  return properties.filter(({ onlyIn }) => onlyIn === undefined || onlyIn === version);
}

function renderEntityType({ name, isDirectoryObject, isOpen, properties, navigations }: AnyType): string {
  const inherited = isDirectoryObject ? ['id', 'deletedDateTime'] : ['id'];
  const own = properties.filter((property) => !inherited.includes(property.name));
  const base = isDirectoryObject ? 'directoryObject' : 'entity';
  const open = isOpen ? ' OpenType="true"' : '';
  return [
    `<EntityType Name="${name}" BaseType="microsoft.graph.${base}"${open}>`,
    ...own.map(({ name: property, type, isNullable }) => renderProperty(property, type, isNullable)),
    ...navigations.map(renderNavigation),
    '</EntityType>',
  ].join('');
}

function renderComplexType({ name, members }: ComplexType): string {
  const properties = members.map((member) => renderProperty(member.name, member.type, !member.isRequired));
  return `<ComplexType Name="${name}">${properties.join('')}</ComplexType>`;
}

function renderProperty(name: string, type: ValueType, isNullable: boolean): string {
  return `<Property Name="${name}" Type="${typeName(type)}"${isNullable ? '' : ' Nullable="false"'}/>`;
}

function renderNavigation({ name, target, isCollection, isContained = false }: Navigation): string {
  const type = isCollection ? `Collection(microsoft.graph.${target})` : `microsoft.graph.${target}`;
  return `<NavigationProperty Name="${name}" Type="${type}"${isContained ? ' ContainsTarget="true"' : ''}/>`;
}

/** Sets below another path (`auditLogs/signIns`) are none of the container's. */
function sets(types: readonly AnyType[]): string {
  const directoryObjects = '<EntitySet Name="directoryObjects" EntityType="microsoft.graph.directoryObject"/>';
  const own = types
    .filter(({ set }) => !set.includes('/'))
    .map(({ name, set }) => `<EntitySet Name="${set}" EntityType="microsoft.graph.${name}"/>`);
  return [directoryObjects, ...own].join('');
}

/** Every complex type that these types are made of, each once, in the order they are met. */
function complexTypesOf(types: readonly ValueType[]): readonly ComplexType[] {
  const found = new Map<string, ComplexType>();
  const visit = (type: ValueType): void => {
    if (type.kind === 'list') visit(type.of);
    if (type.kind !== 'complex' || found.has(type.complex.name)) return;
    found.set(type.complex.name, type.complex);
    for (const member of type.complex.members) visit(member.type);
  };
  for (const type of types) visit(type);
  return [...found.values()];
}
