using System.Text;
using System.Xml;
using Bundt.Cloud.Sources;
using Bundt.Domain.Releases;

namespace Bundt.Cloud.Tests.Sources;

/// <summary>What test runners leave, as they write it.</summary>
public static class ReadingTestReports
{
    private static TestTally? Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return TestReport.Read(stream);
    }

    public sealed class OfJunit
    {
        [Fact]
        public void Should_Count_All_Suites_However_Deep()
        {
            var tally = Read("""
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites tests="6" failures="9">
                  <testsuite name="outer">
                    <testcase classname="shop.Cart" name="adds"/>
                    <testcase classname="shop.Cart" name="takes away"><system-out>failure</system-out></testcase>
                    <testsuite name="inner">
                      <testcase classname="shop.Prices" name="rounds"><failure message="expected 3&#10;but was 2">at line 7</failure></testcase>
                      <testcase name="converts"><error>

                        Out of reach
                        at Rates.cs</error></testcase>
                      <testcase classname="shop.Prices" name="later"><skipped/></testcase>
                    </testsuite>
                  </testsuite>
                  <testsuite name="last"><testcase classname="a.B" name="a.B.c"><failure/></testcase></testsuite>
                </testsuites>
                """).ShouldNotBeNull();

            tally.ToString().ShouldBe("2 passed, 3 failed, 1 skipped");
            tally.Failed.Select(test => test.ToString()).ShouldBe(["shop.Prices.rounds: expected 3", "converts: Out of reach", "a.B.c"]);
        }

        [Fact]
        public void Should_Count_One_Suite_Alone_And_One_That_Is_Empty()
        {
            Read("<testsuite name='one'><testcase name='a'/></testsuite>").ShouldNotBeNull().Passed.ShouldBe(1);
            Read("<testsuites/>").ShouldNotBeNull().ToString().ShouldBe("0 passed");
        }
    }

    public sealed class OfTrx
    {
        [Fact]
        public void Should_Count_By_The_Outcome()
        {
            var tally = Read("""
                <?xml version="1.0" encoding="utf-8"?>
                <TestRun id="1" xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
                  <Results>
                    <UnitTestResult testName="Shop.Cart.Adds" outcome="Passed"/>
                    <UnitTestResult testName="Shop.Prices.Rounds" outcome="Failed">
                      <Output><ErrorInfo><Message>Expected: 3
                But was: 2</Message><StackTrace>at Prices.cs</StackTrace></ErrorInfo></Output>
                    </UnitTestResult>
                    <UnitTestResult testName="Shop.Prices.Hangs" outcome="Timeout"/>
                    <UnitTestResult testName="Shop.Prices.Silent"/>
                    <UnitTestResult testName="Shop.Prices.Later" outcome="NotExecuted"/>
                  </Results>
                  <ResultSummary outcome="Failed"><Counters total="5" passed="1" failed="1"/><RunInfos><RunInfo><Text>Message</Text></RunInfo></RunInfos></ResultSummary>
                </TestRun>
                """).ShouldNotBeNull();

            tally.ToString().ShouldBe("1 passed, 3 failed, 1 skipped");
            tally.Failed.Select(test => test.ToString()).ShouldBe(["Shop.Prices.Rounds: Expected: 3", "Shop.Prices.Hangs", "Shop.Prices.Silent"]);
        }
    }

    public sealed class OfOthers
    {
        [Fact]
        public void Should_Leave_Other_Files_Alone() => Read("<Project Sdk='Microsoft.NET.Sdk'><testcase/></Project>").ShouldBeNull();

        [Theory]
        [InlineData("")]
        [InlineData("<testsuite><testcase name='a'/>")]
        public void Should_Refuse_What_Is_Not_Whole(string text) => Should.Throw<XmlException>(() => Read(text));

        [Fact]
        public void Should_Read_Nothing_But_The_File() =>
            Should.Throw<XmlException>(() => Read("<!DOCTYPE testsuite [<!ENTITY secret SYSTEM 'file:///etc/hostname'>]><testsuite><testcase name='a'><failure>&secret;</failure></testcase></testsuite>"));

        [Fact]
        public void Should_Cut_What_Is_Long() =>
            Read($"<testsuite><testcase name='a'><failure message='{new string('x', 5000)}'/></testcase></testsuite>")!.Failed[0].Why!.Length.ShouldBe(201);
    }
}
