using Undelivered.Compilation;
using Undelivered.Learning;

namespace Undelivered.Authoring;

/// <summary>Builds a catalogue from files: reads, checks against the laws, compiles.</summary>
public static class CatalogueBuild
{
    /// <summary>Builds a catalogue, or says why it cannot be built.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="version">The version that the result carries.</param>
    /// <param name="basis">A catalogue that the files are laid over.</param>
    /// <param name="compiled">The result, which <see cref="Catalogue"/> can load; empty if there are problems.</param>
    /// <param name="problems">What is wrong, in the order of the files.</param>
    /// <param name="learn">Whether to train the model that guesses the cause of unknown texts on the examples; else that of the basis is kept.</param>
    /// <exception cref="FileNotFoundException">There is nothing at one of the paths.</exception>
    public static bool TryBuild(
        IEnumerable<string> paths, string version, CatalogueSource? basis, out byte[] compiled, out IReadOnlyList<AuthoringProblem> problems, bool learn = false)
    {
        var files = new CatalogueFiles();
        foreach (var path in paths)
        {
            files.Read(path);
        }

        compiled = [];
        if (files.Log.IsEmpty)
        {
            var source = files.ToSource(version, basis);
            compiled = CatalogueCompiler.Compile(source, out var faults);
            var breaches = faults.Concat(CatalogueLaws.Check(source));
            if (faults.Count == 0 && learn)
            {
                compiled = CatalogueCompiler.Compile(source with { Model = ModelTrainer.Train(Catalogue.FromCompiled(compiled).Data, source.Entries) }, out _);
            }

            if (faults.Count == 0)
            {
                breaches = breaches.Concat(CatalogueExamples.Check(Catalogue.FromCompiled(compiled), basis is null ? null : files.EntryIds.ToHashSet()));
            }

            foreach (var breach in breaches)
            {
                files.Log.Add(files.Locate(breach));
            }
        }

        problems = files.Log.InOrder;
        return files.Log.IsEmpty;
    }

    /// <summary>Builds a catalogue from files laid over another.</summary>
    /// <exception cref="FileNotFoundException">There is nothing at one of the paths.</exception>
    /// <exception cref="CatalogueException">The files hold faults; the message lists them with file, line and column.</exception>
    public static Catalogue Load(IEnumerable<string> paths, Catalogue basis)
    {
        ArgumentNullException.ThrowIfNull(basis);
        return TryBuild(paths, basis.Version + "+own", basis.ToSource(), out var compiled, out var problems)
            ? Catalogue.FromCompiled(compiled)
            : throw new CatalogueException([.. problems.Select(p => new CatalogueProblem("", p.ToString()))]);
    }
}
