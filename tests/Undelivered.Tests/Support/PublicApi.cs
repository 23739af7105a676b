using System.Reflection;
using System.Runtime.CompilerServices;

namespace Undelivered.Tests;

/// <summary>The public surface of an assembly, one line a member, sorted.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(Assembly assembly) => string.Join('\n', assembly.GetExportedTypes()
        .SelectMany(t => t.GetMembers(Declared).Where(IsVisible).Select(m => $"{NameOf(t)}.{Line(m)}").Prepend(Line(t)))
        .Order(StringComparer.Ordinal));

    private static bool IsVisible(MemberInfo member) => member switch
    {
        // What the compiler adds to records says nothing.
        _ when member.IsDefined(typeof(CompilerGeneratedAttribute)) || member.Name is "EqualityContract" or "value__" => false,
        MethodInfo method => IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)),
        ConstructorInfo constructor => IsVisible(constructor),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        _ => member is not Type,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Line(Type type)
    {
        var kind = type.IsEnum ? "enum" : typeof(Delegate).IsAssignableFrom(type) ? "delegate" : type.IsInterface ? "interface" : type.IsValueType ? "struct"
            : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsSealed ? "sealed class" : type.IsAbstract ? "abstract class" : "class";
        var bases = type.IsEnum || type.BaseType is null || type.BaseType == typeof(object) || type.BaseType == typeof(ValueType) ? "" : $" : {NameOf(type.BaseType)}";
        return $"{NameOf(type)}: {kind}{bases}";
    }

    private static string Line(MemberInfo member) => member switch
    {
        FieldInfo { IsLiteral: true } field => $"{field.Name} = {field.GetRawConstantValue()}",
        FieldInfo field => $"{field.Name}: {NameOf(field.FieldType)}{Mark(Nullability.Create(field).ReadState)}",
        PropertyInfo property => $"{property.Name}: {NameOf(property.PropertyType)}{Mark(Nullability.Create(property).ReadState)} {{{Accessors(property)}}}{(property.GetMethod is { IsStatic: true } ? " static" : "")}",
        ConstructorInfo constructor => $"({Parameters(constructor)})",
        MethodInfo method => $"{method.Name}({Parameters(method)}): {NameOf(method.ReturnType)}{Mark(Nullability.Create(method.ReturnParameter).ReadState)}{(method.IsStatic ? " static" : "")}",
        _ => member.ToString()!,
    };

    private static string Accessors(PropertyInfo property)
    {
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var set = property.SetMethod is not { } setter || !IsVisible(setter) ? ""
            : setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init" : " set";
        return $"{required}get{set}";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p =>
    {
        var direction = p.IsOut ? "out " : p.ParameterType.IsByRef ? (p.IsIn ? "in " : "ref ") : "";
        var type = p.ParameterType.IsByRef ? p.ParameterType.GetElementType()! : p.ParameterType;
        return $"{direction}{NameOf(type)}{Mark(Nullability.Create(p).WriteState)} {p.Name}{(p.HasDefaultValue ? $" = {p.DefaultValue ?? "null"}" : "")}";
    }));

    private static string Mark(NullabilityState state) => state == NullabilityState.Nullable ? "?" : "";

    private static string NameOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return NameOf(value);
        }

        var name = type.IsArray ? NameOf(type.GetElementType()!) + "[]" : type.IsGenericType ? type.Name[..type.Name.IndexOf('`')] : type.Name;
        var generic = type.IsGenericType && !type.IsArray ? $"<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>" : "";
        var ns = type.Namespace is { } space && space.StartsWith("Undelivered", StringComparison.Ordinal) && !type.IsArray ? space + "." : "";
        return (type.IsNested ? NameOf(type.DeclaringType!) + "." : ns) + name + generic;
    }
}
