using Undelivered.Authoring;

// Usage: CatalogueCompiler FOLDER OUTPUT VERSION. Problems go to standard error in the form that MSBuild understands.
// With UNDELIVERED_DRAFT=1 they are warnings, as long as there is something to compile: for trying out half-written entries.
if (args is not [var folder, var output, var version])
{
    Console.Error.WriteLine("usage: CatalogueCompiler FOLDER OUTPUT VERSION");
    return 2;
}

if (!CatalogueBuild.TryBuild([folder], version, basis: null, out var compiled, out var problems, learn: true))
{
    var draft = Environment.GetEnvironmentVariable("UNDELIVERED_DRAFT") == "1" && compiled.Length > 0;
    foreach (var problem in problems)
    {
        Console.Error.WriteLine(draft ? problem.ToString().Replace(": error ", ": warning ") : problem);
    }

    if (!draft)
    {
        return 1;
    }
}

Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
File.WriteAllBytes(output, compiled);
return 0;
