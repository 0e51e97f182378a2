using System;
using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.Query;

/// <summary>Makes the exception of a service from the error that one of its operations answered.</summary>
internal delegate AmazonServiceException QueryFault(
    string operation, ErrorResponse error, Exception inner, HttpStatusCode status);
