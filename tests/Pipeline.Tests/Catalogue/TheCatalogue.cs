using Bundt.Domain;
using Bundt.LocalCloud.Tests;
using Bundt.Pipeline.Tests.Architecture;

namespace Bundt.Pipeline.Tests.Catalogue;

/// <summary>
/// Every failure that a person can meet, provoked, and the whole text that it is told in. <c>BUNDT_WRITE_CATALOGUE=1</c> writes the page anew;
/// what has changed in it is what people will read.
/// </summary>
[Collection(nameof(Alone))]
public sealed class TheCatalogue(TheCatalogue.Page page) : IClassFixture<TheCatalogue.Page>
{
    // What is not provoked here, and why.
    private static readonly (string Words, string Why)[] Elsewhere =
    [
        ("is not a release: expected a version", "nobody meets it: what people type is read by TryParse"),
        ("git does not trust the clone", "takes a clone of another user"),
        ("Run as its owner, or trust it", "the same"),
        ("The local cloud ended:", "takes root; told in ALocalCloudThatFails"),
        ("Its log is", "the same"),
        ("The local cloud needs root, and", "takes a user who is not root; told in ALocalCloudThatFails"),
        ("there is no sudo here", "the same"),
        ("sudo asks for a password", "the same"),
        ("Run as root, or allow this user sudo", "the same"),
        ("None of the ports", "takes all of these ports; told in ALocalCloudThatFails"),
        ("on 127.0.0.1 is free.", "the same"),
        ("End what listens there", "the same"),
        ("There is no target group", "AWS refuses to find it before"),
        ("Set traffic.targetGroups in", "the same"),
        ("There is no plan any more: see above.", "the program's own; told below the failure that it follows"),
        ("Bundt's own folder was not found above", "takes a program outside of its folder"),
        ("A release to", "depends on what this computer has; told in WhatDoctorFinds"),
        ("cannot begin, or would not be safe:", "the same"),
        ("Mend what is marked MUST above", "the same"),
        ("load balancers in", "asked instead where somebody sits at a terminal"),
        ("Name one with --load-balancer=NAME.", "the same"),
    ];

    [Fact]
    public void Should_Tell_Each_Failure_As_The_Page_Has_It()
    {
        if (Environment.GetEnvironmentVariable("BUNDT_WRITE_CATALOGUE") == "1")
            File.WriteAllText(Page.File, page.Text());

        var written = Page.Sections(File.ReadAllText(Page.File));
        page.Told.Select(entry => entry.Failure.Situation).ShouldBe(written.Keys);
        page.Told.Where(entry => entry.Text != written[entry.Failure.Situation])
            .Select(entry => $"{entry.Failure.Situation} is told as\n{entry.Text}\nand the page has\n{written[entry.Failure.Situation]}\n").ShouldBeEmpty("BUNDT_WRITE_CATALOGUE=1 with this test writes the page anew");
        File.ReadAllText(Page.File).ShouldBe(page.Text());
    }

    [Fact]
    public void Should_Tell_Each_Situation_Once() => page.Told.GroupBy(entry => entry.Failure.Situation).Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty();

    [Fact]
    public void Should_Name_The_Step_The_State_Of_Live_Traffic_And_What_To_Do_Next()
    {
        foreach (var (failure, problem, text) in page.Told.Where(entry => entry.Failure.Step is not null))
        {
            text.ShouldMatch($"^Error: ({failure.Step}: |{failure.Step} was stopped|The run was stopped.*\n  {failure.Step} was not begun)", failure.Situation);
            problem.State.ShouldNotBeNull(text).ShouldMatch("(?i)traffic|is live");
            problem.Next.ShouldNotBeNullOrWhiteSpace(text);
        }
    }

    [Fact]
    public void Should_Have_All_That_The_Source_Says_Of_Failures()
    {
        var told = string.Join('\n', page.Told.Select(entry => entry.Text));
        var sites = Site.All().ToList();
        var untold = sites.SelectMany(site => site.Words.Where(words => !told.Contains(words, StringComparison.Ordinal)).Select(words => (site.Place, Words: words))).ToList();

        untold.Where(one => !Elsewhere.Any(known => one.Words.Contains(known.Words, StringComparison.Ordinal))).ShouldBeEmpty();
        Elsewhere.Where(known => !untold.Any(one => one.Words.Contains(known.Words, StringComparison.Ordinal))).ShouldBeEmpty("these are told after all, or said no more");
        sites.Count.ShouldBeGreaterThan(120, "the source is not read as it is written");
    }

    [Fact]
    public void Should_Name_Nothing_Of_This_Computer()
    {
        foreach (var (_, _, text) in page.Told)
        {
            text.ShouldNotContain(Path.GetTempPath());
            text.ShouldNotContain(Environment.MachineName);
            text.ShouldNotContain(House.Root);
        }
    }

    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;

    /// <summary>All of them, provoked once.</summary>
    public sealed class Page : IAsyncLifetime
    {
        private static readonly (string Heading, IReadOnlyList<Failure> Failures)[] Chapters =
        [
            ("The command line", OfTheCommandLine.All), ("The environment file", OfTheEnvironmentFile.All), ("Test and Tag", OfTheSource.All),
            ("Bake", OfTheBake.All), ("Deploy and Verify", OfTheServers.All), ("Swap", OfTheTraffic.All), ("Rollback and Prune", OfTheWayBack.All),
            ("Rehearse", OfTheRehearsal.All), ("Chaos", OfChaos.All), ("The account", OfTheAccount.All), ("Provision, Destroy and Recover", OfTheInfrastructure.All),
            ("Any run, and the other targets", OfTheRun.All),
        ];

        private readonly RunningCloud _cloud = new();
        private readonly List<(Failure, Problem, string)> _told = [];

        public static string File { get; } = Path.Combine(House.Root, "tests", "Pipeline.Tests", "Catalogue", "errors.md");

        internal IReadOnlyList<(Failure Failure, Problem Problem, string Text)> Told => _told;

        /// <summary>The texts of a page, by their headings.</summary>
        public static IReadOnlyDictionary<string, string> Sections(string page) => page.Split("\n### ").Skip(1)
            .Select(section => section.Split("\n\n```text\n", 2)).ToDictionary(parts => parts[0], parts => parts[1].Split("\n```")[0]);

        public async ValueTask InitializeAsync()
        {
            var others = new List<string>();
            await _cloud.InitializeAsync();
            foreach (var failure in Chapters.SelectMany(chapter => chapter.Failures))
            {
                using var ground = new Ground(_cloud);
                try
                {
                    var (problem, text) = await ground.Tell(failure);
                    _told.Add((failure, problem, text));
                }
                catch (Exception other)
                {
                    others.Add($"{failure.Situation}: {other.Message}");
                }
            }

            others.ShouldBeEmpty("each was to end in a Problem");
        }

        public ValueTask DisposeAsync() => _cloud.DisposeAsync();

        internal string Text()
        {
            var texts = Told.ToDictionary(entry => entry.Failure.Situation, entry => entry.Text);
            return string.Concat(
            [
                "# What can fail, and how it is told\n\nEach failure was provoked, and this is all of what a person sees of it. Written by the tests of the pipeline (`BUNDT_WRITE_CATALOGUE=1`).\n",
                .. Chapters.SelectMany(chapter => new[] { $"\n## {chapter.Heading}\n" }.Concat(
                    chapter.Failures.Select(failure => $"\n### {failure.Situation}\n\n```text\n{texts[failure.Situation]}\n```\n"))),
            ]);
        }
    }
}
